/**
 * What runs in a worker came perhaps with a link from somebody else. That it cannot send
 * is the doing of the policy in ../confined/page.ts; here it loses what it would only
 * fail with, and what belongs to the worker itself: `postMessage()` would fill the page.
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
  'postMessage',
  'onmessage',
  'close',
  'navigator',
  'location',
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
