/** Builds the site beside the one that is being read, and puts it there in one step. */

import { existsSync, renameSync, rmSync } from 'node:fs';
import { hashOfInputs, isStamped, stamp } from './inputs.ts';

const FOLDER = 'dist';
const STAMP = '.generated/site.hash';
const NEXT = '.generated/next';

type Run = (command: string, args: string[]) => Promise<number>;

/** Is there a site, made of these very sources? Its evidence may be older. */
export function isBuilt(): boolean {
  return existsSync(`${FOLDER}/index.html`) && isStamped(STAMP, siteHash());
}

export async function build(run: Run): Promise<boolean> {
  const hash = siteHash();
  rmSync(NEXT, { recursive: true, force: true });
  const code = await run('astro', ['build', '--silent', '--outDir', NEXT]);
  if (code !== 0) return false;
  putInPlace();
  stamp(STAMP, hash);
  return true;
}

/** Two renames: between them is no time in which half a site could be seen. */
function putInPlace(): void {
  const old = '.generated/old';
  rmSync(old, { recursive: true, force: true });
  if (existsSync(FOLDER)) renameSync(FOLDER, old);
  renameSync(NEXT, FOLDER);
  rmSync(old, { recursive: true, force: true });
}

const siteHash = () =>
  hashOfInputs(process.env.SITE_BASE ?? '/', process.env.SITE_URL ?? '');
