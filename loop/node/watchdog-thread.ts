/**
 * The watchdog's thread. It looks at the number of the turn; finds it unchanged for too
 * long; asks the debugger to stop the main thread; prints where that is; lets it go on.
 *
 * V8 stops at the next line of JavaScript. So if a callback hangs in a system call, the
 * report comes when that returns; and if by then the turn is over, not at all.
 */

import { writeSync } from 'node:fs';
import { type Debugger, Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import type { RemoteHandle } from '../core/host.ts';
import { connectRemote } from './remote.ts';

const LOOKS = 4; // within one limit: so late is a report at most
const A_MINUTE = 60_000; // ms, the longest pause between two looks
const LOOP = ['../core/callback.ts', '../core/guard.ts'].map(
  (f) => new URL(f, import.meta.url).href,
);

const { turn, handle } = workerData as { turn: Int32Array; handle?: RemoteHandle };
const remote = handle && connectRemote(handle);
const session = new Session();
const urls = new Map<string, string>(); // of scripts, by V8's number for them

let limit = Infinity;
let timer: NodeJS.Timeout | undefined;
let seen = 0; // the turn we saw last
let since = 0; // when we saw it first
let reported = 0;

function look(): void {
  const now = performance.now();
  const current = Atomics.load(turn, 0);
  if (current !== seen) {
    seen = current;
    since = now;
  } else if (seen !== 0 && seen !== reported && now - since >= limit) {
    reported = seen;
    session.post('Debugger.pause');
  }
}

/** The main thread stands still until it is told to go on. */
function onPaused(callFrames: Debugger.CallFrame[]): void {
  if (Atomics.load(turn, 0) === reported) report(callFrames);
  session.post('Debugger.resume');
}

function report(callFrames: Debugger.CallFrame[]): void {
  const elapsed = Math.floor(performance.now() - since);
  const stack = frames(callFrames).join('\n');
  const message = `IOLoop blocked for ${elapsed} ms in\n${stack}`;
  if (remote) remote.addCallback('warning', message);
  else writeSync(2, `${message}\n`);
}

/** Innermost first, down to where the loop called, without what is Node's own. */
function frames(callFrames: Debugger.CallFrame[]): string[] {
  const all = callFrames.map(({ functionName, location }) => {
    const url = urls.get(location.scriptId) ?? '';
    const { lineNumber, columnNumber = 0 } = location; // both from 0 on
    const place = `${url}:${lineNumber + 1}:${columnNumber + 1}`;
    return { url, text: `    at ${functionName || '<anonymous>'} (${place})` };
  });
  const end = all.findIndex(({ url }) => LOOP.includes(url));
  const users = all.slice(0, end < 0 ? all.length : end);
  return users.filter(({ url }) => !url.startsWith('node:')).map(({ text }) => text);
}

function onLimit(given: number | null): void {
  clearInterval(timer);
  limit = given ?? Infinity;
  if (given === null) leave();
  else timer = setInterval(look, Math.min(limit / LOOKS, A_MINUTE));
}

function leave(): void {
  session.disconnect();
  remote?.close();
  parentPort?.close(); // the last thing that kept us alive
}

session.connectToMainThread();
session.on('Debugger.scriptParsed', ({ params }) =>
  urls.set(params.scriptId, params.url),
);
session.on('Debugger.paused', ({ params }) => onPaused(params.callFrames));
session.post('Debugger.enable');
parentPort?.on('message', onLimit);
