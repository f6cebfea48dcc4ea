import { readFileSync } from 'node:fs';
import { type ModuleDeclaration, type Program, parse } from 'acorn';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { erase, PARSE } from '../../src/notebook/erase.ts';
import { namesOf } from '../../src/notebook/names.ts';
import { files } from './repository.ts';

/** A file as a cell could be: its imports blank, and nothing exported; null where that takes more. */
function asCell(file: string): string | null {
  const erased = erase(readFileSync(file, 'utf8'));
  if (!erased.ok) return null;
  let { script } = erased;
  const program = parse(script, PARSE);
  for (const node of program.body.toReversed()) {
    const { type, start, end } = node as ModuleDeclaration | Program['body'][number];
    const isList = node.type === 'ExportNamedDeclaration' && !node.declaration;
    if (type === 'ExportDefaultDeclaration') return null;
    if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration' || isList) {
      script =
        script.slice(0, start) + script.slice(start, end).replace(/./g, ' ') + script.slice(end);
    } else if (type === 'ExportNamedDeclaration') {
      script = `${script.slice(0, start)}      ${script.slice(start + 'export'.length)}`;
    }
  }
  return script;
}

/** Complaints of TypeScript of a name that nobody declares, or that it knows only as a type. */
const NOT_FOUND =
  /^(?:(?:Cannot|Could not) find name|No value exists in scope for the shorthand property) '([^']+)'|^'(\w+)' only refers to a type/;

/** Names that TypeScript's checker, without a library, finds undeclared in each script. */
function undeclared(scripts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noLib: true,
    noEmit: true,
    noResolve: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: (name) => scripts.has(name),
    readFile: (name) => scripts.get(name),
    getSourceFile: (name, version) => {
      const text = scripts.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, version, true);
    },
  };
  const program = ts.createProgram([...scripts.keys()], options, host);
  return new Map(
    [...scripts.keys()].map((name) => {
      const found = program
        .getSemanticDiagnostics(program.getSourceFile(name))
        .flatMap(({ messageText }) => {
          const said = NOT_FOUND.exec(ts.flattenDiagnosticMessageText(messageText, ' '));
          return said?.[1] ?? said?.[2] ?? [];
        });
      return [name, [...new Set(found)].sort()];
    }),
  );
}

/** What the checker knows without a library, and `process`, which it lets pass in JavaScript. */
const KNOWN = new Set(['undefined', 'globalThis', 'process']);

describe('namesOf, beside the checker of TypeScript', () => {
  it('finds the same undeclared names in every file of src', () => {
    const scripts = new Map(
      files
        .filter((file) => file.startsWith('src'))
        .flatMap((file) => {
          const script = asCell(file);
          return script === null ? [] : [[`/${file.replace(/ts$/, 'js')}`, script] as const];
        }),
    );
    const theirs = undeclared(scripts);
    const parted: string[] = [];
    let names = 0;
    for (const [name, script] of scripts) {
      const ours = namesOf(parse(script, PARSE))
        .uses.filter((use) => !KNOWN.has(use))
        .toSorted();
      names += ours.length;
      if (ours.join() !== theirs.get(name)?.join())
        parted.push(`${name}: ${ours} <> ${theirs.get(name)}`);
    }
    expect(names).toBeGreaterThan(2000);
    expect(parted).toEqual([]);
  });
});
