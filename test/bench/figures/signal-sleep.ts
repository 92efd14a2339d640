/**
 * A signal comes while the loop sleeps: how long until the loop knows? By a small C
 * program, since only there can it be arranged which thread takes the signal, and when.
 */

import { execFileSync } from 'node:child_process';
import { compile } from '../compile.ts';
import { round, summary } from '../statistics.ts';
import { print, type Row } from './program.ts';

const MOMENTS = ['own', 'other', 'before']; // thread; or before the sleep begins

await print((size) => {
  const program = compile('test/bench/figures/signal-sleep.c');
  const sleep = size(1000, 300); // ms
  const rows: Row[] = [];
  for (const moment of MOMENTS) {
    for (const write of ['wake', 'none']) {
      const times = Array.from({ length: size(7, 1) }, () =>
        Number(
          execFileSync(program, [moment, write, `${sleep}`], { encoding: 'utf8' }),
        ),
      );
      const { median, min, max } = summary(times.map((time) => time / 1000));
      const [time, least, most] = [round(median), round(min), round(max)];
      rows.push({ moment, write, time, min: least, max: most });
    }
  }
  return rows;
});
