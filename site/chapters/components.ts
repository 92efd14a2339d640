/**
 * The components that the text of a chapter may use; it imports nothing. A block stands
 * by itself between paragraphs and is shared by both languages; the others stand in a
 * sentence.
 */

export interface Shape {
  kind: 'block' | 'inline';
  /** The properties that it has; one that ends in `?` may be left out. */
  props: Record<string, 'text' | 'number'>;
  /** Does it have words of its own between its tags? */
  words?: boolean;
}

export const SHAPES: Readonly<Record<string, Shape>> = {
  Code: {
    kind: 'block',
    props: { 'note?': 'text', 'symbol?': 'text', 'file?': 'text' },
  },
  Grow: { kind: 'block', props: {} },
  Beside: { kind: 'block', props: { grown: 'text', symbol: 'text', file: 'text' } },
  Kernel: { kind: 'block', props: { id: 'text' } },
  Replay: { kind: 'block', props: { id: 'text', 'at?': 'text' } },
  Twin: { kind: 'block', props: { id: 'text' } },
  Ask: { kind: 'block', props: { replay: 'text', question: 'number' } },
  Figure: { kind: 'block', props: { id: 'text' } },
  Term: { kind: 'inline', props: { id: 'text' }, words: true },
  Chapter: { kind: 'inline', props: { id: 'text' } },
  Value: { kind: 'inline', props: { figure: 'text', where: 'text', column: 'text' } },
  B: { kind: 'inline', props: { n: 'number' } },
  Man: { kind: 'inline', props: { page: 'text' } },
  Tornado: { kind: 'inline', props: { symbol: 'text' } },
  Exercise: { kind: 'inline', props: { id: 'text' } },
  Test: { kind: 'inline', props: { file: 'text', 'name?': 'text' } },
};

export type Props = Record<string, string | number>;

/** What is wrong with the properties of a component, if anything is. */
export function faultsOf(name: string, props: Props, hasWords: boolean): string[] {
  const shape = SHAPES[name];
  if (!shape)
    return [`no component <${name}>: there are ${Object.keys(SHAPES).join(', ')}`];
  const known = Object.keys(shape.props).map((key) => key.replace('?', ''));
  const unknown = Object.keys(props).filter((key) => !known.includes(key));
  return [
    ...unknown.map((key) => `<${name}> has no ${key}: it has ${known.join(', ')}`),
    ...Object.entries(shape.props).flatMap(([key, type]) =>
      lacking(name, props, key, type),
    ),
    ...(shape.words && !hasWords ? [`<${name}> has no words between its tags`] : []),
    ...(!shape.words && hasWords ? [`<${name}> takes no words: close it with />`] : []),
    ...(name === 'Code' ? codeFaults(props) : []),
  ];
}

function lacking(name: string, props: Props, key: string, type: string): string[] {
  const value = props[key.replace('?', '')];
  if (value === undefined) return key.endsWith('?') ? [] : [`<${name}> needs ${key}`];
  const fits = type === 'number' ? Number.isInteger(value) : typeof value === 'string';
  const form = type === 'number' ? `${key}={1}` : `${key}="…"`;
  return fits ? [] : [`<${name}>: write ${form.replace('?', '')}`];
}

function codeFaults({ note, symbol, file }: Props): string[] {
  const isFine = note === undefined ? symbol && file : !symbol && !file;
  return isFine ? [] : ['<Code> needs either a note, or a symbol and its file'];
}
