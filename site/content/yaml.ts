/**
 * The one reader of YAML. What does not fit its schema is told all at once: the file, the
 * line, the nearest name above it, the field, and what is wrong with it.
 *
 *     content/glossary.yaml:12: callback: meaning.zh is missing
 */

import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { z } from 'zod';
import { inWords } from './words.ts';

export interface Problem {
  /** `content/map.yaml:12` */
  where: string;
  /** The nearest thing above it that has a name. */
  id?: string;
  text: string;
}

export interface Read<T> {
  /** Nothing if there are problems. */
  data: T | undefined;
  /** What stands there, of whatever shape. */
  value: unknown;
  problems: Problem[];
  /** The fields in which there is something wrong. */
  paths: PropertyKey[][];
}

export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
  }
}

export const describe = ({ where, id, text }: Problem): string =>
  [where, id, text].filter((part) => part !== undefined).join(': ');

/** What the file holds. Throws a ContentError that says all that is wrong with it. */
export function readContent<Schema extends z.ZodType>(
  path: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const { data, problems } = readYaml(path, text, schema);
  if (data === undefined) throw new ContentError(problems);
  return data;
}

/** The same, but hands over what is wrong. */
export function readYaml<Schema extends z.ZodType>(
  path: string,
  text: string,
  schema: Schema,
): Read<z.output<Schema>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const at = (offset: number) => `${path}:${Math.max(1, counter.linePos(offset).line)}`;
  const broken = [...document.errors, ...document.warnings].map(({ pos, message }) => {
    return { where: at(pos[0]), text: message.split(/ at line|:?\n/)[0] ?? message };
  });
  if (broken.length > 0)
    return { data: undefined, value: undefined, problems: broken, paths: [] };
  const cut = tidy(document);
  const value: unknown = document.toJS();
  const { data, error } = schema.safeParse(value, {
    error: inWords,
    reportInput: true,
  });
  const faults = [...(error?.issues.flatMap(faultsOf) ?? []), ...cut];
  return {
    data: faults.length === 0 ? data : undefined,
    value,
    problems: faults.map((fault) => ({
      where: at(offsetOf(document, fault)),
      ...named(value, fault),
    })),
    paths: faults.map((fault) => fault.path),
  };
}

interface Fault {
  path: PropertyKey[];
  text: string;
}

/** One for each field that is not known: each stands on a line of its own. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, text: message }];
  const texts = message.split('\n');
  return issue.keys.map((key, i) => ({ path: [...path, key], text: `\0${texts[i]}` }));
}

/**
 * A signature or a version may look like a number: what would be spelt otherwise as one
 * is a text. And ` #` begins a comment in a text without quotes, and takes the rest along.
 */
function tidy(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Scalar(key, node, parents) {
      const { value, source } = node;
      if (typeof value === 'number' && source !== undefined && `${value}` !== source)
        node.value = source;
      const path = pathOf([...parents, node]);
      const field = path.findLast((each) => typeof each === 'string');
      if (key === 'key' || !isCutOff(node) || !/^(zh|en|quote)$/.test(`${field}`))
        return;
      const advice = `quote the text, or put it on lines below \`${field}: |\``;
      faults.push({ path, text: `is cut off at " #", a comment: ${advice}` });
    },
  });
  return faults;
}

const isCutOff = ({ type, comment }: Scalar): boolean =>
  type === 'PLAIN' && Boolean(comment);

function pathOf(nodes: readonly unknown[]): PropertyKey[] {
  return nodes.flatMap((node, i): PropertyKey[] => {
    if (isPair(node)) return isScalar(node.key) ? [`${node.key.value}`] : [];
    return isSeq(node) && i + 1 < nodes.length
      ? [node.items.indexOf(nodes[i + 1])]
      : [];
  });
}

/** Where the field is named; if it is not there, where that begins which lacks it. */
function offsetOf(document: Document, { path }: Fault): number {
  let node: unknown = document.contents;
  let found: unknown = node;
  for (const key of path) {
    const inner = isAlias(node) ? node.resolve(document) : node;
    if (isSeq(inner)) found = node = inner.items[Number(key)];
    else if (isMap(inner)) {
      const pair = inner.items.find(
        (each) => isScalar(each.key) && each.key.value === key,
      );
      if (!pair) break;
      [node, found] = [pair.value, pair.key];
    } else break;
  }
  return isNode(found) ? (found.range?.[0] ?? 0) : 0;
}

/** The fields by which a thing in content/ is called. */
const NAMES = ['id', 'tornado', 'group', 'item', 'file'];

/** `callback`, `meaning.zh is missing`: from the last thing on the way with a name. */
function named(value: unknown, { path, text }: Fault): { id?: string; text: string } {
  let [inner, id, rest] = [value, nameOf(undefined), [] as PropertyKey[]];
  for (const key of path) {
    if (typeof key === 'number' && !Array.isArray(inner)) break; // one for a list of one
    inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
    const name = nameOf(inner);
    [id, rest] = name === undefined ? [id, [...rest, key]] : [name, []];
  }
  const said = sentence(rest, text);
  return id === undefined ? { text: said.replace(/^is /, '') } : { id, text: said };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Record<string, unknown>;
  const key = NAMES.find((each) => /^(string|number)$/.test(typeof fields[each]));
  return key && `${key === 'item' ? 'B' : ''}${fields[key]}`;
}

/** `zh` `is missing`. An unknown field names itself; a whole, and an item, needs no name. */
function sentence(path: readonly PropertyKey[], text: string): string {
  const names = path.slice(path.findIndex((key) => typeof key === 'string'));
  const isWhole = !path.some((key) => typeof key === 'string');
  if (!text.startsWith('\0')) return isWhole ? text : `${names.join('.')} ${text}`;
  const within = names.slice(0, -1).join('.');
  return `${within && `${within}: `}${text.slice(1)}`;
}
