/** What the server is given: a connected socket that does not block. */
export interface Client {
  fileno(): number;
  receive(into: Uint8Array): number | null;
  send(bytes: Uint8Array): number | null;
  close(): void;
}
