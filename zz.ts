import { readFileSync } from 'node:fs';
import { Run } from './site/replays/player/run.ts';
import { storyOf } from './site/replays/player/story.ts';
for (const f of process.argv.slice(2)) {
  const run = new Run(JSON.parse(readFileSync(`dist/replays/${f}.json`,'utf8')));
  const ev = storyOf(run);
  console.log('==', f, ev.length, 'of', run.last);
  for (const [i,e] of ev.entries()) console.log(i, e.kind, `s${e.step} f${e.from} L${e.line} t${e.turn}`, '|', e.said.en, '|', e.said.zh.slice(0,60));
}
