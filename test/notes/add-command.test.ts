import { describe, expect, it } from 'vitest';
import {
  LONG,
  NOTES,
  notes,
  read,
  SOURCE,
  settle,
  useTemporaryProject,
  YAML,
} from './temporary-project.ts';

useTemporaryProject();

describe('npm run notes -- add', LONG, () => {
  it('begins a note on the first line of the symbol that has none', async () => {
    const { status, out } = await notes('add', SOURCE, 'wake');
    expect(status).toBe(0);
    expect(out).toMatch(/^began wake: content\/notes\/loop\/extra\.yaml:\d+\n/);
    expect(out).toContain('npm run notes -- accept wake');
    expect(read(NOTES)).toBe(
      `${YAML}\n- id: wake\n  symbol: "wake"\n  quote: |\n    write(count);\n` +
        '  seen: new\n  zh: \n  en: \n',
    );
  });

  it('leaves a note that the gate refuses until both languages are there', async () => {
    await settle();
    await notes('add', SOURCE, 'wake');
    const { status, out } = await notes();
    expect(status).toBe(1);
    expect(out).toMatch(/wake.*(zh|en)/);
  });

  it('gives the second note on a symbol another id', async () => {
    await notes('add', SOURCE, 'wake');
    expect((await notes('add', SOURCE, 'wake')).out).toMatch(/^began wake-2: /);
  });

  it.each([
    [['loop/extr.ts', 'wake'], 'no file "loop/extr.ts"; nearest: loop/extra.ts'],
    [[SOURCE, 'wke'], 'no symbol "wke"; nearest: wake'],
    [[SOURCE], 'add needs a file and a symbol'],
  ])('says what is wrong with %j, and writes nothing', async (args, complaint) => {
    const { status, err } = await notes('add', ...args);
    expect(status).toBe(2);
    expect(err).toContain(complaint);
    expect(read(NOTES)).toBe(YAML);
  });
});
