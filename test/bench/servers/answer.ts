/** The answer that each server of the benchmark gives to each request: 78 bytes. */

export const ANSWER = new TextEncoder().encode(
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!',
);

/** Which port a server was told to take. */
export const PORT = Number(process.argv[2]);

export const BACKLOG = 4096;
