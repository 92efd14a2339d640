/**
 * What each name in loop/ means, asked of TypeScript's language service: its type, its
 * comment, and where it is declared. One answer for a symbol, however often it is named.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

export interface Place {
  file: string;
  line: number;
}

export interface Meaning {
  text: string; // `(method) IOLoop.stop(): void`
  doc: string; // the first paragraph of its comment
  at?: Place; // where in loop/ it is declared; absent for what is Node's, or the language's
}

/** A name on a line, and the place of its meaning in the file's list. */
export type Name = [line: number, column: number, length: number, meaning: number];

export interface FileNames {
  names: Name[];
  meanings: Meaning[];
}

const LONGEST = 600; // characters of a type that anybody will read

export function extract(files: string[], root = process.cwd()): Map<string, FileNames> {
  const service = ts.createLanguageService(hostFor(files, root));
  const program = service.getProgram() as ts.Program;
  const asked = new Asked(service, program, root);
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(resolve(root, file)) as ts.SourceFile;
      return [file, namesOf(source, asked)];
    }),
  );
}

function hostFor(files: string[], root: string): ts.LanguageServiceHost {
  const path = resolve(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return {
    getScriptFileNames: () => files.map((file) => resolve(root, file)),
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name)
        ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8'))
        : undefined,
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
}

function namesOf(source: ts.SourceFile, asked: Asked): FileNames {
  const names: Name[] = [];
  const meanings: Meaning[] = [];
  const places = new Map<Meaning, number>();
  const visit = (node: ts.Node): void => {
    const meaning = isName(node) && asked.meaningOf(node, source);
    if (meaning) {
      if (!places.has(meaning)) places.set(meaning, meanings.push(meaning) - 1);
      const at = source.getLineAndCharacterOfPosition(node.getStart());
      const place = places.get(meaning) as number;
      names.push([at.line + 1, at.character, node.getText().length, place]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, meanings };
}

const isName = (node: ts.Node): node is ts.Identifier | ts.PrivateIdentifier =>
  ts.isIdentifier(node) || ts.isPrivateIdentifier(node);

/** The questions that were asked already: a symbol has one answer. */
class Asked {
  readonly #answers = new Map<ts.Symbol, Meaning | null>();
  readonly #service: ts.LanguageService;
  readonly #checker: ts.TypeChecker;
  readonly #root: string;

  constructor(service: ts.LanguageService, program: ts.Program, root: string) {
    this.#service = service;
    this.#checker = program.getTypeChecker();
    this.#root = root;
  }

  meaningOf(
    node: ts.Identifier | ts.PrivateIdentifier,
    source: ts.SourceFile,
  ): Meaning | null {
    const symbol = this.#symbolOf(node);
    if (!symbol) return null;
    const known = this.#answers.get(symbol);
    if (known !== undefined) return known;
    const meaning = this.#ask(symbol, node, source);
    this.#answers.set(symbol, meaning);
    return meaning;
  }

  #symbolOf(node: ts.Node): ts.Symbol | undefined {
    const shorthand = ts.isShorthandPropertyAssignment(node.parent);
    const symbol = shorthand
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    const isAlias = symbol && symbol.flags & ts.SymbolFlags.Alias;
    return isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Where it is declared if that is ours, for there nothing is narrowed; else here. */
  #ask(symbol: ts.Symbol, node: ts.Node, source: ts.SourceFile): Meaning | null {
    const declaration = symbol.declarations?.find((each) => this.#isOurs(each));
    const name = declaration && ts.getNameOfDeclaration(declaration);
    const [file, at] = name
      ? [name.getSourceFile(), name.getStart()]
      : [source, node.getStart()];
    const info = this.#service.getQuickInfoAtPosition(file.fileName, at);
    if (!info) return null;
    return {
      text: ts.displayPartsToString(info.displayParts).slice(0, LONGEST),
      doc: firstParagraph(ts.displayPartsToString(info.documentation)),
      ...(name && { at: this.#placeOf(file, at) }),
    };
  }

  #isOurs(declaration: ts.Declaration): boolean {
    return declaration.getSourceFile().fileName.startsWith(resolve(this.#root, 'loop'));
  }

  #placeOf(file: ts.SourceFile, at: number): Place {
    const { line } = file.getLineAndCharacterOfPosition(at);
    return { file: file.fileName.slice(this.#root.length + 1), line: line + 1 };
  }
}

const firstParagraph = (text: string): string =>
  (text.split('\n\n')[0] ?? '').replaceAll('\n', ' ');
