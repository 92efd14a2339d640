import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readingOrder } from '../../site/content/schemas/reading-order.ts';
import { once, pair, text } from '../../site/content/shapes.ts';
import { readYaml } from '../../site/content/yaml.ts';

const thing = z.strictObject({
  id: text,
  title: pair,
  version: z.string().optional(),
  size: z.int().optional(),
});
const list = z.array(thing).check(once<z.output<typeof thing>>(({ id }) => id));

const GOOD = '- id: a\n  title: { zh: 一, en: One }\n';

function problems(yaml: string): string[] {
  return readYaml('x.yaml', yaml, list).problems.map(({ where, id, text }) =>
    [where, id, text].filter(Boolean).join(': '),
  );
}

describe('readYaml', () => {
  it('names the line, the nearest name above it, and the field', () => {
    expect(problems('- id: a\n  title:\n    zh: 一\n')).toEqual([
      'x.yaml:2: a: title.en is missing',
    ]);
    expect(problems("- id: a\n  title:\n    zh: 一\n    en: ''\n")).toEqual([
      'x.yaml:4: a: title.en is empty',
    ]);
  });

  it('offers the nearest field for one that is not known, wherever it stands', () => {
    expect(problems(`${GOOD}  titel: x\n`)).toEqual([
      'x.yaml:3: a: unknown field "titel"; nearest: title',
    ]);
    expect(problems('- id: a\n  title: { zh: 一, en: One, zhh: 一 }\n')).toEqual([
      'x.yaml:2: a: title: unknown field "zhh"; nearest: zh',
    ]);
  });

  it('tells all that is wrong at once, with what is there twice', () => {
    expect(problems(`${GOOD}- id: a\n  title: x\n  size: big\n`)).toEqual([
      'x.yaml:4: a: title is not a map: it has zh, en',
      'x.yaml:5: a: size is not a number',
      'x.yaml:3: a: is there twice',
    ]);
  });

  it('keeps a text that looks like a number as it is written', () => {
    const { data } = readYaml('x.yaml', `${GOOD}  version: 1.10\n  size: 10\n`, list);
    expect(data?.[0]).toMatchObject({ version: '1.10', size: 10 });
  });

  it('finds the place behind an alias', () => {
    const yaml = '- id: a\n  title: &t { zh: 一 }\n- id: b\n  title: *t\n';
    expect(problems(yaml)).toEqual([
      'x.yaml:2: a: title.en is missing',
      'x.yaml:4: b: title.en is missing',
    ]);
  });
});

describe('content/reading-order.yaml', () => {
  const yaml = readFileSync('content/reading-order.yaml', 'utf8');
  const files = ['loop/core/poller.ts', 'loop/examples/timers.ts'];
  const told = (text: string) =>
    readYaml('o.yaml', text, readingOrder(files)).problems.map(({ id, text }) =>
      [id, text].join(' '),
    );
  const entry = (file: string) => `- { file: ${file}, zh: 一, en: One }\n`;

  it('is refused when it names a file that is not there', () => {
    expect(told(entry('loop/core/poller.ts'))).toEqual([]);
    expect(told(entry('loop/core/poler.ts'))).toEqual([
      'loop/core/poler.ts no source is called so; nearest: loop/core/poller.ts',
    ]);
    expect(told(yaml.replace('loop/core/poller.ts', 'loop/core/poler.ts'))).toContain(
      'loop/core/poler.ts no source is called so; nearest: loop/core/poller.ts',
    );
  });

  it('is refused when a pattern stands for no file, or a file is there twice', () => {
    expect(told(entry('loop/examples/*.ts'))).toEqual([]);
    expect(told(entry('loop/exmples/*.ts'))).toHaveLength(1);
    expect(told(entry(files[0] ?? '').repeat(2))).toEqual([
      'loop/core/poller.ts is there twice',
    ]);
  });
});
