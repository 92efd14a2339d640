/**
 * The TypeScript that Node runs is what can be erased. An enum or a parameter property
 * is code in disguise: sucrase would compile it without a word, and the same file would
 * fail under Node. So the parser of the editor looks for it first.
 */

import { parser } from '@lezer/javascript';
import type { Words } from './exercise.ts';

export interface Refusal {
  readonly why: Words;
  readonly offset: number;
}

/** What is needed of a node of the syntax tree. */
interface Node {
  readonly name: string;
  readonly node: { readonly parent: { readonly name: string } | null };
}

const typescript = parser.configure({ dialect: 'ts' });

/** The first thing that is more than a type; null if all can be erased. */
export function firstNotErasable(text: string): Refusal | null {
  let found: Refusal | null = null;
  typescript.parse(text).iterate({
    enter: (node) => {
      if (found || node.name === 'AmbientDeclaration') return false;
      const why = complaint(node);
      if (why) found = { why, offset: node.from };
      return undefined;
    },
  });
  return found;
}

function complaint({ name, node }: Node): Words | null {
  if (name === 'EnumDeclaration') return notErasable('enum');
  if (name === 'NamespaceDeclaration') return notErasable('namespace');
  if (name === 'PrefixCast') return notErasable('<T>x');
  const modifier = name === 'Privacy' || name === 'readonly';
  if (modifier && node.parent?.name === 'ParamList') {
    return notErasable('constructor(private x)');
  }
  return null;
}

function notErasable(what: string): Words {
  return {
    zh: `这里只能用擦得掉的 TypeScript：\`${what}\` 不是类型标注，去掉它程序就变了。`,
    en: `Only TypeScript that can be erased runs here: \`${what}\` is no annotation, and without it the program would be another.`,
  };
}
