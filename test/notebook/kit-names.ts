import ts from 'typescript';
import type { KitName } from '../../src/notebook/kit-names.ts';

const FILE = 'src/notebook/kit.ts';
const LONGEST = 240;
/** Plot has sentences of its own, which are not copied: its names and signatures are enough. */
const WITHOUT_DOC = new Set(['Plot']);

/** What the compiler knows of the kit's names: signatures, and the first paragraph above each. */
export function kitNames(): readonly KitName[] {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, module: 'ESNext', target: 'ES2024', moduleResolution: 'Bundler' },
    '.',
  );
  const program = ts.createProgram([FILE], {
    ...options,
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(FILE);
  const kit = file?.statements.find(
    (one): one is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(one) && one.name.text === 'Kit',
  );
  if (!file || !kit) throw new Error(`${FILE} has no Kit`);
  return new Names(checker, file).under(checker.getTypeAtLocation(kit), 2);
}

class Names {
  readonly checker: ts.TypeChecker;
  readonly file: ts.SourceFile;

  constructor(checker: ts.TypeChecker, file: ts.SourceFile) {
    this.checker = checker;
    this.file = file;
  }

  /** Properties of a type that a cell can use: no classes. `deep`: how many more floors are looked at. */
  under(type: ts.Type, deep: number, withDoc = true): readonly KitName[] {
    return type
      .getProperties()
      .filter(({ name }) => /^[A-Za-z]\w*$/.test(name))
      .filter((symbol) => this.typeOf(symbol).getConstructSignatures().length === 0)
      .map((symbol) => this.one(symbol, deep, withDoc))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private typeOf(symbol: ts.Symbol): ts.Type {
    return this.checker.getTypeOfSymbolAtLocation(symbol, this.file);
  }

  private one(symbol: ts.Symbol, deep: number, withDoc: boolean): KitName {
    const { name } = symbol;
    const type = this.typeOf(symbol);
    const [signature] = type.getCallSignatures();
    const isFolder =
      deep > 0 &&
      !signature &&
      (type.flags & ts.TypeFlags.Object) !== 0 &&
      !this.checker.isArrayLikeType(type);
    const documented = withDoc && !WITHOUT_DOC.has(name);
    return {
      name,
      type: isFolder && deep > 1 ? '' : this.typeText(type, signature),
      doc: documented ? this.docOf(symbol, signature) : '',
      ...(isFolder ? { members: this.under(type, deep - 1, documented) } : {}),
    };
  }

  private typeText(type: ts.Type, signature: ts.Signature | undefined): string {
    const flags = ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
    const text = signature
      ? this.checker.signatureToString(signature, this.file, flags)
      : this.checker.typeToString(type, this.file, flags);
    const short = text.replace(/import\("[^"]*"\)\.(?:default\.)?/g, '').replace(/\s+/g, ' ');
    return short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short;
  }

  /** The first paragraph above a declaration, wherever a short name leads to. */
  private docOf(symbol: ts.Symbol, signature: ts.Signature | undefined): string {
    for (const one of [symbol, ...this.behind(symbol)]) {
      const text = ts.displayPartsToString(one.getDocumentationComment(this.checker));
      if (text !== '') return firstParagraph(text);
    }
    return firstParagraph(
      ts.displayPartsToString(signature?.getDocumentationComment(this.checker) ?? []),
    );
  }

  private behind(symbol: ts.Symbol): readonly ts.Symbol[] {
    return (symbol.declarations ?? []).flatMap((declaration) => {
      const value = ts.isShorthandPropertyAssignment(declaration)
        ? this.checker.getShorthandAssignmentValueSymbol(declaration)
        : ts.isPropertyAssignment(declaration)
          ? this.checker.getSymbolAtLocation(declaration.initializer)
          : undefined;
      if (!value) return [];
      const aliased =
        value.flags & ts.SymbolFlags.Alias ? [this.checker.getAliasedSymbol(value)] : [];
      return [value, ...aliased];
    });
  }
}

function firstParagraph(text: string): string {
  return (text.split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ').trim();
}
