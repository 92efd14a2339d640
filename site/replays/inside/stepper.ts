/**
 * The thread beside the program, which speaks to V8's debugger. It puts a breakpoint on
 * every line of the scenario and of loop/, with the condition that the tape has a look
 * and says no: so the program is looked at before each line and hardly has to stop.
 *
 * Not by stepping: a step gets lost where a task ends, and walks through every line of
 * Node between two of ours. And not over the inspector's socket, which takes 40 ms for
 * each step, the time that TCP waits before it acknowledges.
 */

import type { Debugger } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { filesOf, type Task, urlOf } from '../task.ts';

type Paused = Debugger.PausedEventDataType;
type Breakpoint = Debugger.SetBreakpointReturnType;
type Locations = Debugger.GetPossibleBreakpointsReturnType;

const task = workerData as Task;
const fileOf = filesOf(task);
const session = new Session();
const files = new Map<string, string>(); // by the debugger's number for the script
const plain = new Map<string, string>(); // the look to take, where there is no condition
const over = new Set<string>(); // what begins there is stepped over
let first = '';

parentPort?.on('message', () => {}); // stay until the program ends
setTimeout(() => process.kill(process.pid, 'SIGKILL'), task.deadline);
session.connectToMainThread();
session.on('Debugger.scriptParsed', ({ params: { url, scriptId } }) => {
  const file = fileOf(url);
  if (file) files.set(scriptId, file);
});
session.on('Debugger.paused', ({ params }) => void paused(params));
await session.post('Debugger.enable');
const scenario = { url: urlOf(task), lineNumber: 0 };
first = (await ask<Breakpoint>('Debugger.setBreakpointByUrl', scenario)).breakpointId;
parentPort?.postMessage('ready');

/** The overloads of post() know the answers only where nobody waits for them. */
async function ask<Answer>(method: string, parameters: object): Promise<Answer> {
  return (await session.post(method, parameters)) as unknown as Answer;
}

async function paused({ hitBreakpoints = [] }: Paused): Promise<void> {
  const [hit = ''] = hitBreakpoints;
  const expression = plain.get(hit);
  if (over.has(hit)) return await stepOut();
  if (hit === '') await session.post('Debugger.setBreakpointsActive', { active: true });
  if (expression) await session.post('Runtime.evaluate', { expression });
  else if (hit === first) await begin();
  await session.post('Debugger.resume');
}

/** To where the function returns. Until then nothing is looked at: it may take long. */
async function stepOut(): Promise<void> {
  await session.post('Debugger.setBreakpointsActive', { active: false });
  await session.post('Debugger.stepOut');
}

/** The first line of the scenario. By now every module is there. */
async function begin(): Promise<void> {
  await session.post('Debugger.removeBreakpoint', { breakpointId: first });
  const shown = [...files].filter(([, file]) => task.lines[file]);
  await Promise.all(shown.map(([scriptId, file]) => lookAtLines(scriptId, file)));
  await session.post('Runtime.evaluate', { expression: 'tape.begin()' });
}

/** Wherever a statement or a call begins, on the lines that are wanted. */
async function lookAtLines(scriptId: string, file: string): Promise<void> {
  const start = { scriptId, lineNumber: 0 };
  const { locations } = await ask<Locations>('Debugger.getPossibleBreakpoints', {
    start,
  });
  const lines = new Set(task.lines[file]);
  const begins = locations.filter(({ type }) => type !== 'return');
  const wanted = begins.filter(({ lineNumber }) => lines.has(lineNumber + 1));
  const doors = (task.over[file] ?? []).map(([from, to]) =>
    begins.find(({ lineNumber }) => from <= lineNumber + 1 && lineNumber < to),
  );
  await Promise.all([
    ...wanted.map((location) => lookAt(location, file)),
    ...doors.map((location) => location && stepOverAt(location)),
  ]);
}

async function lookAt(location: Debugger.BreakLocation, file: string): Promise<void> {
  const line = location.lineNumber + 1;
  const look = `tape.look(${JSON.stringify(file)}, ${line})`;
  // Before super() has returned there is no `this`, and a condition, which could ask for
  // it, would break the call. So there the program does stop.
  const isDelicate = task.delicate[file]?.includes(line);
  const id = await stopWhere(location, isDelicate ? undefined : look);
  if (isDelicate) plain.set(id, look);
}

async function stepOverAt(location: Debugger.BreakLocation): Promise<void> {
  over.add(await stopWhere(location));
}

async function stopWhere(at: Debugger.BreakLocation, condition = ''): Promise<string> {
  const { scriptId, lineNumber, columnNumber = 0 } = at;
  const location = { scriptId, lineNumber, columnNumber };
  const wish = condition ? { location, condition } : { location };
  return (await ask<Breakpoint>('Debugger.setBreakpoint', wish)).breakpointId;
}
