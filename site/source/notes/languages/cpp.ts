/**
 * Reading a C++ file. Lezer's grammar says what is declared where; it knows no types, and
 * goes on behind what it does not understand.
 */

import { parser } from '@lezer/cpp';
import type { Declared, Parsed, Token } from './parsed.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** What it declares, and whether that is defined here or only promised. */
interface Found extends Declared {
  isFunction: boolean;
  isDefined: boolean;
}

export function parseCpp(text: string): Parsed {
  const file = new CppFile(text);
  const { found } = file;
  return {
    declared: found
      .filter((one) => one.isDefined || !isDefinedIn(found, one))
      .map(({ name, start, end, body }) => ({ name, start, end, body })),
    tokens: (start, end) =>
      file.tokens.filter((each) => start <= each.start && each.end <= end),
    code: () => file.code(),
  };
}

/** A promise of what is defined in the same file does not count. */
const isDefinedIn = (all: readonly Found[], { name }: Found): boolean =>
  all.some((each) => each.isDefined && `::${name}`.endsWith(`::${each.name}`));

const TYPES = /^(Struct|Class|Union|Enum)Specifier$/;
const DECLARATIONS =
  /^((Function|Type)Definition|(Field|Template|Alias|StaticAssert)?Declaration|Macro)$/;
const SCOPES = /^(CompoundStatement|DeclarationList|FieldDeclarationList|⚠)$/;
const BODIES = /^(CompoundStatement|FieldDeclarationList|TryStatement)$/;
const NAMES =
  /^((Field|Scoped)?Identifier|(Destructor|Operator|Macro)Name|OperatorCast|static_assert)$/;
const WHOLE = /^(String|RawString|CharLiteral|SystemLibString)$/;

class CppFile {
  readonly found: Found[] = [];
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #comments: Token[] = [];
  readonly #directives: Token[] = [];

  constructor(text: string) {
    this.#text = text;
    const { topNode } = parser.parse(text);
    this.#read(topNode);
    this.#declarationsIn(topNode, '');
  }

  /** Functions are all that runs; a line of mere brackets does nothing. */
  code(): number[] {
    const functions = this.found.filter((one) => one.isFunction && one.isDefined);
    const within = (spans: readonly Omit<Token, 'text'>[], at: number) =>
      spans.some(({ start, end }) => start <= at && at < end);
    return this.tokens
      .filter(({ text }) => !/^[{}();,]$/.test(text))
      .map(({ start }) => start)
      .filter((at) => within(functions, at) && !within(this.#directives, at));
  }

  /** The leaves of the tree are tokens; so is what lies between, like `;`. */
  #read(top: SyntaxNode): void {
    let last = 0;
    const upTo = (at: number) => {
      for (const { 0: text, index } of this.#text.slice(last, at).matchAll(/\S+/g))
        this.tokens.push({
          start: last + index,
          end: last + index + text.length,
          text,
        });
      last = Math.max(last, at);
    };
    top.cursor().iterate(({ name, from, to, node }) => {
      const token = { start: from, end: to, text: this.#text.slice(from, to).trim() };
      if (name === 'PreprocDirective') this.#directives.push(token);
      if ((node.firstChild && !WHOLE.test(name)) || name === 'PreprocArg') return true;
      upTo(from);
      if (/Comment$/.test(name)) this.#comments.push(token);
      else if (token.text) this.tokens.push(token);
      last = to;
      return false;
    });
    upTo(this.#text.length);
  }

  #declarationsIn(parent: SyntaxNode, scope: string): void {
    for (const node of childrenOf(parent)) {
      if (node.name === 'NamespaceDefinition') this.#namespace(node, scope);
      else if (node.name === 'LinkageSpecification' || SCOPES.test(node.name))
        this.#declarationsIn(node, scope);
      else if (DECLARATIONS.test(node.name) || TYPES.test(node.name))
        this.#declaration(node, scope);
    }
  }

  #namespace(node: SyntaxNode, scope: string): void {
    const names = node.getChildren('Identifier').map((each) => this.#textOf(each));
    this.#declarationsIn(node, [scope, ...names].filter(Boolean).join('::'));
  }

  #declaration(node: SyntaxNode, scope: string): void {
    const inner = node.name === 'TemplateDeclaration' ? (node.lastChild ?? node) : node;
    const type = TYPES.test(inner.name)
      ? inner
      : childrenOf(inner).find((each) => TYPES.test(each.name) && bodyOf(each));
    const typeName = type?.getChild('TypeIdentifier');
    const named = typeName ?? nameIn(inner);
    if (type && !named) this.#declarationsIn(type, scope); // an anonymous union
    if (!named) return;
    const name = [scope, this.#textOf(named)].filter(Boolean).join('::');
    const body = bodyOf(typeName && type ? type : inner);
    const isFunction = inner.name === 'FunctionDefinition';
    if (type && typeName) this.#declarationsIn(type, name);
    this.found.push({
      name,
      start: this.#startOf(node.from),
      end: this.#endOf(node.to),
      body: type?.name === 'EnumSpecifier' ? undefined : body?.from,
      isFunction,
      isDefined: Boolean(body) || Boolean(type?.getChild('EnumeratorList')),
    });
  }

  /** Of `operator int() const` only what is before the parameters. */
  #textOf({ from, to, lastChild, name }: SyntaxNode): string {
    const end = name === 'OperatorCast' ? lastChild?.from : to;
    return this.#text.slice(from, end).replace(/\s/g, '');
  }

  #endOf(to: number): number {
    return to + (/^\s*;/.exec(this.#text.slice(to))?.[0].length ?? 0);
  }

  /** The comments right above, each on lines of its own, no blank line in between. */
  #startOf(at: number): number {
    let start = at;
    for (const comment of this.#comments.toReversed()) {
      if (comment.end > start) continue;
      const between = this.#text.slice(comment.end, start);
      const before = this.#text.slice(0, comment.start);
      const isNear = /^[^\S\n]*\n?[^\S\n]*$/.test(between);
      const isAlone = /(?:^|\n)[^\S\n]*$/.test(before);
      if (!isNear || !isAlone) break;
      start = comment.start;
    }
    return start;
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    children.push(child);
  return children;
}

const bodyOf = (node: SyntaxNode): SyntaxNode | undefined =>
  childrenOf(node).find(({ name }) => BODIES.test(name));

/** The first declarator's name, whatever is around it. */
function nameIn(node: SyntaxNode): SyntaxNode | undefined {
  for (const child of childrenOf(node)) {
    if (NAMES.test(child.name)) return child;
    const found = /Declarator$/.test(child.name) && nameIn(child);
    if (found) return found;
  }
  return childrenOf(node).findLast(({ name }) => name === 'TypeIdentifier');
}
