/** Where a TypeScript declaration stops announcing and begins to do. */

import ts from 'typescript';

/** The offset of its `{` or `=>`; nothing for what has no code of its own. */
export function bodyOf(node: ts.Node | undefined): number | undefined {
  if (!node) return undefined;
  if (ts.isClassLike(node)) return node.members.pos - 1;
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    return node.equalsGreaterThanToken.getStart();
  }
  if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) {
    return 'body' in node ? node.body?.getStart() : undefined;
  }
  if (ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
    return ofValue(node.initializer);
  }
  return undefined;
}

/** Of a value only if it is a function or a class itself. */
function ofValue(value: ts.Expression | undefined): number | undefined {
  const isCode = value && (ts.isFunctionLike(value) || ts.isClassLike(value));
  return isCode ? bodyOf(value) : undefined;
}
