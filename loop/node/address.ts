/** Where a socket is, or is to be: an internet address, or a place in this machine. */

/** An internet address. Numeric only: nothing here looks up names. */
export interface InternetAddress {
  address: string; // '127.0.0.1', '::1', 'fe80::1%eth0'
  port: number;
}

/**
 * A Unix socket's address: a path of at most 107 bytes, or a name in the abstract
 * namespace if it starts with `\0`, or `''` for a socket that has no name.
 */
export interface UnixAddress {
  path: string;
}

export type Address = InternetAddress | UnixAddress;

/** An address as the kernel tells it, in the shape of `server.address()` in Node. */
export type SocketName = (InternetAddress & { family: 'IPv4' | 'IPv6' }) | UnixAddress;
