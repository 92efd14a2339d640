/** The command line of the notes: `npm run notes`, `npm run notes -- accept ID`. */

import { runCommand } from './command/command.ts';

const { exitCode, out, err } = await runCommand(process.argv.slice(2), process.cwd());
if (out !== '') console.log(out);
if (err !== '') console.error(err);
process.exitCode = exitCode;
