/** The servers that are measured side by side: all give the same answer. */

import { compile } from './compile.ts';
import { has, python } from './peers.ts';

export interface Contender {
  readonly id: string;
  /** How it is started on a port; nothing where it cannot be. */
  command(port: number): string[] | null;
}

const SERVERS = 'test/bench/servers';

function ours(file: string, ...more: string[]) {
  return (port: number) => {
    return [process.execPath, `${SERVERS}/${file}.ts`, `${port}`, ...more];
  };
}

function inPython(kind: string, module = kind) {
  return (port: number) => {
    const found = python(module);
    return found && [found.command, `${SERVERS}/peers.py`, kind, `${port}`];
  };
}

export const CONTENDERS: readonly Contender[] = [
  {
    id: 'c-epoll',
    command: (port) => (has('cc') ? [compile(`${SERVERS}/epoll.c`), `${port}`] : null),
  },
  { id: 'add-handler', command: ours('add-handler') },
  { id: 'hosted', command: ours('add-handler', 'hosted') },
  { id: 'iostream', command: ours('iostream') },
  { id: 'node-net', command: ours('node-net') },
  { id: 'uvloop', command: inPython('uvloop') },
  { id: 'asyncio', command: inPython('asyncio') },
  { id: 'tornado', command: inPython('tornado') },
  { id: 'tornado-iostream', command: inPython('tornado-iostream', 'tornado') },
];
