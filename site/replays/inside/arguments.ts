/** For each system call: its arguments as strace prints them, once it has returned. */

import type { Numbers } from './numbers.ts';
import * as spell from './spelling.ts';

export interface Made {
  args: readonly unknown[];
  /** What the shim gave back: a number, null, a pair; undefined if it threw. */
  result: unknown;
  numbers: Numbers;
  constants: Record<string, number>;
}

type Spell = (made: Made) => string[];

const CTL = { EPOLL_CTL_ADD: 1, EPOLL_CTL_DEL: 2, EPOLL_CTL_MOD: 3 };
const UNWRITTEN = '…'; // strace prints the address of a buffer that nothing came into

const fdOf = ({ args, numbers }: Made) => `${numbers.fd(args[0] as number)}`;
const fdOnly: Spell = (made) => [fdOf(made)];

/** A buffer: what came into it, or went out. */
function data(made: Made, length: unknown): string {
  const [, buffer, offset] = made.args as [number, Uint8Array, number];
  if (typeof length !== 'number') return UNWRITTEN;
  return spell.bytes(buffer.subarray(offset, offset + length));
}

const inward: Spell = (made) => [
  fdOf(made),
  data(made, made.result),
  `${made.args[3]}`,
];
const outward: Spell = (made) => [
  fdOf(made),
  data(made, made.args[3]),
  `${made.args[3]}`,
];
const withFlags = (spelled: Spell): Spell => {
  return (made) => [...spelled(made), flagsOf(made, 4, 'MSG_')];
};

function flagsOf({ args, constants }: Made, index: number, prefix: string): string {
  return spell.flags(args[index] as number, spell.named(constants, prefix));
}

const pair = ({ result, numbers }: Made): string =>
  Array.isArray(result)
    ? `[${result.map((fd) => numbers.fd(fd)).join(', ')}]`
    : UNWRITTEN;

const name: Spell = (made) => [
  fdOf(made),
  made.result ? spell.address(made.result, (port) => made.numbers.port(port)) : '…',
];
const peer: Spell = (made) => [
  fdOf(made),
  spell.address(made.args[1], (port) => made.numbers.port(port)),
];

function kind({ args, constants }: Made): string[] {
  const [domain, type, protocol] = args as readonly number[];
  const { SOCK_STREAM = 1, ...rest } = spell.named(constants, 'SOCK_');
  const family = spell.one(domain ?? 0, spell.named(constants, 'AF_'));
  return [family, spell.flags(type ?? 0, { SOCK_STREAM, ...rest }), `${protocol}`];
}

function option({ args, constants }: Made): string[] {
  const [, level, name] = args as readonly number[];
  const isSocket = level === constants.SOL_SOCKET;
  const names = spell.named(constants, isSocket ? 'SO_' : 'TCP_');
  return [
    isSocket ? 'SOL_SOCKET' : spell.one(level ?? 0, spell.named(constants, 'IPPROTO_')),
    spell.one(name ?? 0, names),
  ];
}

export const SPELLED: Record<string, Spell> = {
  read: inward,
  write: outward,
  recv: withFlags(inward),
  send: withFlags(outward),
  close: fdOnly,
  dup: fdOnly,
  pipe2: (made) => [pair(made), flagsOf(made, 0, 'O_')],
  eventfd: (made) => [`${made.args[0]}`, flagsOf(made, 1, 'EFD_')],
  epoll_create1: (made) => [flagsOf(made, 0, 'EPOLL_CLOEXEC')],
  epoll_ctl: control,
  epoll_wait: (made) => [fdOf(made), found(made), `${made.args[2]}`, `${made.args[3]}`],
  socket: kind,
  socketpair: (made) => [...kind(made), pair(made)],
  bind: peer,
  connect: peer,
  listen: (made) => [fdOf(made), `${made.args[1]}`],
  accept4: (made) => [fdOf(made), 'NULL', 'NULL', flagsOf(made, 1, 'SOCK_')],
  shutdown: ({ args, constants, ...made }) => [
    fdOf({ args, constants, ...made }),
    spell.one(args[1] as number, spell.named(constants, 'SHUT_')),
  ],
  getsockopt: (made) => [fdOf(made), ...option(made), `[${made.result ?? UNWRITTEN}]`],
  setsockopt: (made) => [fdOf(made), ...option(made), `[${made.args[3]}]`],
  getsockname: name,
  getpeername: name,
};

function control(made: Made): string[] {
  const [, op, fd, events, generation] = made.args as readonly number[];
  const shown = made.numbers.fd(fd ?? -1);
  const event =
    op === CTL.EPOLL_CTL_DEL
      ? 'NULL' // the kernel does not look at it
      : spell.event(events ?? 0, shown, generation ?? 0);
  return [fdOf(made), spell.one(op ?? 0, CTL), `${shown}`, event];
}

function found({ args, result, numbers }: Made): string {
  if (typeof result !== 'number') return UNWRITTEN;
  const words = args[1] as Uint32Array;
  const events = Array.from({ length: result }, (_, i) => {
    const [events = 0, fd = 0, generation = 0] = words.subarray(3 * i);
    return spell.event(events, numbers.fd(fd), generation);
  });
  return `[${events.join(', ')}]`;
}
