/**
 * strace, for the tests that compare a recording with it: `node test/replays/install-strace.ts`.
 * Where it cannot be installed they are skipped, with the reason.
 */

import { spawnSync } from 'node:child_process';
import { installWithApt } from '../apt.ts';

const isThere = spawnSync('strace', ['-V']).status === 0;
if (process.platform === 'linux' && !isThere) installWithApt('strace', ['strace']);
