/**
 * What runs in a worker came perhaps with a link from somebody else. It gets a clock that
 * is simulated, and no way to send anything: what it could reach is taken away first.
 */

const OUTWARD = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'importScripts',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'indexedDB',
  'caches',
  'Notification',
  'RTCPeerConnection',
  'FontFace',
];

export function cutOff(world: object = globalThis): void {
  for (const name of OUTWARD) {
    for (let at: object | null = world; at; at = Object.getPrototypeOf(at)) {
      if (!Object.hasOwn(at, name)) continue;
      Object.defineProperty(at, name, {
        value: undefined,
        writable: false,
        configurable: false,
      });
    }
  }
}
