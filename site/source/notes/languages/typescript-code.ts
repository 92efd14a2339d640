/**
 * The executable lines of a TypeScript file: those on which something begins that is
 * done when the program runs. Types, imports and lone closing brackets are not, nor the
 * heads of classes and fields without a value, which only give names.
 */

import ts from 'typescript';

/** Offsets at which such a thing begins. */
export function typescriptCode(source: ts.SourceFile): number[] {
  const starts: number[] = [];

  function visit(node: ts.Node): void {
    if (isErased(node)) return;
    if (begins(node)) starts.push(node.getStart(source));
    if (ts.isClassLike(node)) node.members.forEach(visit);
    else ts.forEachChild(node, visit);
  }

  ts.forEachChild(source, visit);
  return starts;
}

/** Gone with the types, or empty: neither it nor what is in it runs. */
function isErased(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isSemicolonClassElement(node) ||
    (ts.isPropertyDeclaration(node) && node.initializer === undefined) ||
    ts.isEmptyStatement(node) ||
    node.kind === ts.SyntaxKind.EndOfFileToken ||
    isOnlyDeclared(node)
  );
}

/** Overload signatures, `abstract` members, `declare` statements and fields. */
function isOnlyDeclared(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) && 'body' in node && node.body === undefined) return true;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return (modifiers ?? []).some(
    ({ kind }) =>
      kind === ts.SyntaxKind.DeclareKeyword ||
      (kind === ts.SyntaxKind.AbstractKeyword && !ts.isClassLike(node)),
  );
}

/** The `{` of a function and the `}` inside a template begin nothing of their own. */
function begins(node: ts.Node): boolean {
  if (ts.isClassLike(node)) return false;
  if (ts.isBlock(node)) return !ts.isFunctionLike(node.parent);
  return !ts.isTemplateMiddleOrTemplateTail(node);
}
