/** Which commit this build was made from, if any: shown in the foot of every page. */

import { execFileSync } from 'node:child_process';

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return ''; // no git, or no commit yet
  }
}

/** `1a2b3c4`, with a `+` when the build holds changes nobody has committed; or empty. */
export const commit = (() => {
  const hash = git('rev-parse', '--short', 'HEAD');
  return hash && git('status', '--porcelain', 'loop', 'native') ? `${hash}+` : hash;
})();
