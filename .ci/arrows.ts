/**
 * Holds the arrows between the rooms: `.dependency-cruiser.js` says which there may be.
 * dependency-cruiser does not read .astro, so it is given a copy of the sources in which
 * each of them has become the TypeScript of its head and of its scripts.
 */

import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extract from 'dependency-cruiser/config-utl/extract-depcruise-config';

const COPY = '.generated/arrows';
const CODE = '{loop,site,content,test,native,.ci}/**/*.{ts,js,mjs,astro,css,json}';

/** What stands between the two fences, and between the tags of each script. */
function codeOf(astro: string): string {
  const head = /^---\n(.*?)^---$/ms.exec(astro)?.[1] ?? '';
  const scripts = [...astro.matchAll(/<script>(.*?)<\/script>/gs)];
  return [head, ...scripts.map(([, code = '']) => code)].join('\n');
}

function copySources(): void {
  rmSync(COPY, { recursive: true, force: true });
  for (const file of globSync(CODE)) {
    const to = join(COPY, file);
    mkdirSync(dirname(to), { recursive: true });
    if (file.endsWith('.astro'))
      writeFileSync(`${to}.ts`, codeOf(readFileSync(file, 'utf8')));
    else cpSync(file, to);
  }
}

copySources();
const config = await extract(resolve('.dependency-cruiser.js'));
process.chdir(COPY);
const { output, exitCode } = await cruise(['loop', 'site', 'content'], {
  ...config.options,
  ruleSet: config,
  validate: true,
  outputType: 'err',
});
if (exitCode > 0) {
  console.error(output);
  process.exit(1);
}
