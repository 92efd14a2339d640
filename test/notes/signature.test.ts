import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signature } from '../../site/source/notes/signature.ts';
import { readSource, symbolIn } from '../../site/source/notes/symbols.ts';

function sign(text: string, symbol = 'f', file = 'a.ts'): string {
  const source = readSource(file, text);
  const range = symbolIn(source, symbol);
  if (!range) throw new Error(`no ${symbol} in the text`);
  return signature(source, range.parts);
}

const signCpp = (text: string) => sign(text, 'F', 'a.cc');

describe('signature', () => {
  it('is the beginning of the SHA-256 of the tokens', () => {
    const tokens = ['const', 'f', '=', "'a  b'", ';'];
    const hash = createHash('sha256').update(
      tokens.map((each) => `${each}\0`).join(''),
    );
    expect(sign("const f =\n  'a  b'; // remark\n")).toBe(
      hash.digest('hex').slice(0, 8),
    );
  });

  it('covers the symbol and nothing beside it', () => {
    const around = (other: string) => `${other}\nfunction f() {\n  g();\n}\n${other}`;
    expect(sign(around('h();'))).toBe(sign(around('let x = 1;')));
  });

  it('covers each part of a symbol', () => {
    const overloads = (type: string) =>
      `function f(x: ${type}): void;\nfunction f(x) {}\n`;
    expect(sign(overloads('string'))).not.toBe(sign(overloads('number')));
  });

  it.each([
    [
      'a comment',
      'function f() { g(); }',
      '/** Why. */\nfunction f() {\n  // how\n  g(); /* so */\n}',
    ],
    [
      'white space',
      'function f(a, b) { return a+b; }',
      'function f(a,b) {\n\treturn a + b;\n}',
    ],
    ['line ends', 'function f() {\n  g();\n}', 'function f() {\r\n  g();\r\n}'],
    [
      'white space in a template',
      `function f() { return \`a\${ b }c\`; }`,
      `function f() { return \`a\${b}c\`; }`,
    ],
  ])('stays when only %s changes', (_, before, after) => {
    expect(sign(after)).toBe(sign(before));
  });

  it.each([
    ['a name', 'function f() { g(); }', 'function f() { h(); }'],
    [
      'an operator',
      'function f() { return a + +b; }',
      'function f() { return a++ + b; }',
    ],
    [
      'the text of a string',
      "function f() { return 'a b'; }",
      "function f() { return 'a  b'; }",
    ],
    [
      'the text of a template',
      `function f() { return \`a \${b}\`; }`,
      `function f() { return \`a  \${b}\`; }`,
    ],
    [
      'what looks like a comment in a string',
      "function f() { g('//a'); }",
      "function f() { g('//b'); }",
    ],
    [
      'what looks like a comment in a template',
      `function f() { g(\`//a\${1}//b\`); }`,
      `function f() { g(\`//a\${1}//c\`); }`,
    ],
    [
      'what looks like a comment in a regular expression',
      'function f() { g(/\\//, 1); }',
      'function f() { g(/\\//, 2); }',
    ],
    [
      'white space in a regular expression',
      'function f() { g(/a b/); }',
      'function f() { g(/a  b/); }',
    ],
    [
      'the order of statements',
      'function f() { g(); h(); }',
      'function f() { h(); g(); }',
    ],
    ['a type', 'function f(a: string) {}', 'function f(a: number) {}'],
  ])('changes with %s', (_, before, after) => {
    expect(sign(after)).not.toBe(sign(before));
  });

  it('stays in C++ when only comments and white space change', () => {
    const before = 'int F(int a) {\n  return a;\n}\n';
    const after = '// Why.\nint F( int a )\n{\n  /* } */ return a; // "\n}\n';
    expect(signCpp(after)).toBe(signCpp(before));
  });

  it.each([
    ['a name', 'int F() { return a; }', 'int F() { return b; }'],
    ['a string', 'int F() { return G("a b"); }', 'int F() { return G("a  b"); }'],
    [
      'what looks like a comment in a string',
      'int F() { return G("//a"); }',
      'int F() { return G("//b"); }',
    ],
    ['a character', "int F() { return '\\''; }", "int F() { return '\"'; }"],
    [
      'a raw string',
      'int F() { return G(R"(a//b)"); }',
      'int F() { return G(R"(a//c)"); }',
    ],
    ['an operator', 'int F() { return a + +b; }', 'int F() { return a++ + b; }'],
    [
      'a directive inside',
      'int F() {\n#ifdef A\n  return 1;\n#endif\n}',
      'int F() {\n#ifdef B\n  return 1;\n#endif\n}',
    ],
  ])('changes in C++ with %s', (_, before, after) => {
    expect(signCpp(after)).not.toBe(signCpp(before));
  });
});
