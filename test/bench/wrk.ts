/** The load: wrk keeps so many connections busy, each with one request at a time. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number; // ms, as are the others
  readonly p99: number;
  readonly p999: number;
}

const REPORT = 'test/bench/wrk-report.lua';

export async function load(
  port: number,
  connections: number,
  seconds: number,
  pinned: string[],
): Promise<Load> {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', REPORT];
  const command = [...pinned, 'wrk', ...options, `http://127.0.0.1:${port}/`];
  const [program = '', ...args] = command;
  const { stdout } = await promisify(execFile)(program, args);
  return report(stdout);
}

/** The line that the script prints at the end: microseconds throughout. */
export function report(output: string): Load {
  const [, json] = /^RESULT (.*)$/m.exec(output) ?? [];
  if (!json) throw new Error(`wrk reports nothing:\n${output}`);
  const { requests, duration, errors, p50, p99, p999 } = JSON.parse(json);
  if (errors > 0) throw new Error(`${errors} requests failed`);
  const [seconds, ms] = [duration / 1e6, (us: number) => us / 1000];
  return { requests, seconds, p50: ms(p50), p99: ms(p99), p999: ms(p999) };
}
