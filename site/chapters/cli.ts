/** The command line of the chapters: `npm run chapters`, `npm run chapters -- accept SLUG`. */

import { runCommand } from './command.ts';

const { exitCode, out } = await runCommand(process.argv.slice(2), process.cwd());
if (out !== '') console.log(out);
process.exitCode = exitCode;
