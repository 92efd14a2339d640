/**
 * The named things of a TypeScript file: what stands at its top, and the members of
 * classes, interfaces and object literals there, as `Class.member`.
 */

import ts from 'typescript';
import type { Declared } from './parsed.ts';
import { bodyOf } from './typescript-body.ts';

type Members = ts.NodeArray<
  ts.ClassElement | ts.TypeElement | ts.ObjectLiteralElementLike
>;

export function typescriptSymbols(source: ts.SourceFile): Declared[] {
  return source.statements.flatMap((statement) => [...ofStatement(source, statement)]);
}

function* ofStatement(source: ts.SourceFile, node: ts.Statement): Generator<Declared> {
  if (ts.isVariableStatement(node)) yield* ofVariables(source, node);
  else if (ts.isClassDeclaration(node))
    yield* ofClass(source, nameOf(node), node, node);
  else if (ts.isFunctionDeclaration(node)) {
    yield declared(source, nameOf(node), node, bodyOf(node));
  } else if (ts.isInterfaceDeclaration(node)) {
    yield declared(source, nameOf(node), node);
    yield* ofMembers(source, nameOf(node), node.members);
  } else if (ts.isTypeAliasDeclaration(node)) {
    yield declared(source, nameOf(node), node);
    if (ts.isTypeLiteralNode(node.type)) {
      yield* ofMembers(source, nameOf(node), node.type.members);
    }
  }
}

/** `const a = …, b = …` is one statement: each of its names stands for all of it. */
function* ofVariables(
  source: ts.SourceFile,
  statement: ts.VariableStatement,
): Generator<Declared> {
  for (const { name, initializer } of statement.declarationList.declarations) {
    const value = unwrap(initializer);
    for (const each of namesIn(name)) {
      yield declared(source, each, statement, bodyOf(value));
      if (value && ts.isClassExpression(value)) {
        yield* ofClass(source, each, value, statement);
      }
      if (value && ts.isObjectLiteralExpression(value)) {
        yield* ofMembers(source, each, value.properties);
      }
    }
  }
}

function* ofClass(
  source: ts.SourceFile,
  name: string,
  node: ts.ClassLikeDeclaration,
  whole: ts.Node,
): Generator<Declared> {
  if (node === whole) yield declared(source, name, node, bodyOf(node));
  const head = declared(source, `${name}.(head)`, whole);
  yield { ...head, end: node.members.pos };
  yield* ofMembers(source, name, node.members);
}

function* ofMembers(
  source: ts.SourceFile,
  owner: string,
  members: Members,
): Generator<Declared> {
  for (const member of members) {
    const name = memberName(source, member);
    if (name === undefined) continue;
    yield declared(source, `${owner}.${name}`, member, bodyOf(member));
  }
}

function declared(
  source: ts.SourceFile,
  name: string,
  node: ts.Node,
  body?: number,
): Declared {
  return { name, start: startWithComments(source, node), end: node.getEnd(), body };
}

/** A symbol begins with the comments right above it: no blank line in between. */
function startWithComments(source: ts.SourceFile, node: ts.Node): number {
  let start = node.getStart(source);
  const comments = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
  for (const comment of comments.toReversed()) {
    if (/\n\s*\n/.test(source.text.slice(comment.end, start))) break;
    start = comment.pos;
  }
  return start;
}

function memberName(
  source: ts.SourceFile,
  member: Members[number],
): string | undefined {
  if (ts.isConstructorDeclaration(member)) return 'constructor';
  if (ts.isClassStaticBlockDeclaration(member)) return 'static';
  if (!member.name) return undefined;
  return ts.isStringLiteral(member.name)
    ? member.name.text
    : member.name.getText(source);
}

function nameOf(node: ts.DeclarationStatement): string {
  return node.name?.text ?? 'default';
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) =>
    ts.isOmittedExpression(each) ? [] : namesIn(each.name),
  );
}

/** The value itself, out of `(…)`, `… as const` and `… satisfies T`. */
function unwrap(value: ts.Expression | undefined): ts.Expression | undefined {
  const wrapped =
    value &&
    (ts.isParenthesizedExpression(value) ||
      ts.isAsExpression(value) ||
      ts.isSatisfiesExpression(value));
  return wrapped ? unwrap(value.expression) : value;
}
