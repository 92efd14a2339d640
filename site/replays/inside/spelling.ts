/** How strace spells what goes into a system call and what comes out of it. */

type Constants = Record<string, number>;

const EPOLL = { EPOLLIN: 1, EPOLLPRI: 2, EPOLLOUT: 4, EPOLLERR: 8, EPOLLHUP: 16 };
const LONGEST = 32; // bytes of a text, as strace cuts them

/** `EPOLLIN|EPOLLERR`; what has no name stays a number. */
export function flags(value: number, names: Record<string, number>): string {
  const words: string[] = [];
  let rest = value;
  for (const [name, bits] of Object.entries(names)) {
    if (bits === 0 || (rest & bits) !== bits) continue;
    words.push(name);
    rest &= ~bits;
  }
  if (rest !== 0) words.push(`0x${(rest >>> 0).toString(16)}`);
  return words.join('|') || '0';
}

/** The names that the addon knows, by their first letters: `EFD_`, `O_`. */
export function named(constants: Constants, prefix: string): Constants {
  return Object.fromEntries(
    Object.entries(constants).filter(([name]) => name.startsWith(prefix)),
  );
}

export function one(value: number, names: Constants): string {
  return Object.entries(names).find(([, each]) => each === value)?.[0] ?? `${value}`;
}

/** Text in quotes; what cannot be printed in octal. */
export function bytes(data: Uint8Array): string {
  const shown = data.subarray(0, LONGEST);
  const text = [...shown].map((byte, i) => character(byte, shown[i + 1])).join('');
  return `"${text}"${data.length > LONGEST ? '...' : ''}`;
}

const SPECIAL: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"' };

function character(byte: number, next = 0): string {
  if (SPECIAL[byte]) return SPECIAL[byte];
  if (byte === 92) return '\\\\';
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
  const isDigit = next >= 48 && next <= 55; // or it would be read as one of ours
  return `\\${byte.toString(8).padStart(isDigit ? 3 : 1, '0')}`;
}

/** `{events=EPOLLIN, data={u32=5, u64=4294967301}}`: the upper half is the generation. */
export function event(events: number, fd: number, generation: number): string {
  const all = (BigInt(generation) << 32n) | BigInt(fd);
  return `{events=${flags(events, EPOLL)}, data={u32=${fd}, u64=${all}}}`;
}

export function address(value: unknown, port: (real: number) => number): string {
  const { address = '', port: real, path } = value as Record<string, never>;
  if (path !== undefined) return `{sa_family=AF_UNIX, sun_path="${path}"}`;
  const shown = port(Number(real ?? 0));
  const [family, p, a] = String(address).includes(':')
    ? ['AF_INET6', 'sin6_port', 'sin6_addr']
    : ['AF_INET', 'sin_port', 'sin_addr'];
  const text = family === 'AF_INET' ? `inet_addr("${address}")` : `"${address}"`;
  return `{sa_family=${family}, ${p}=htons(${shown}), ${a}=${text}}`;
}
