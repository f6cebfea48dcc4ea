import { numberFormat } from './format.ts';
import { readEscapes } from './lex.ts';
import { cut, Fields, RecordReader } from './record.ts';
import { fromInput, toNumber, toText, type Value } from './value.ts';

export type AwkArray = Map<string, Value>;

/** A global variable. */
export interface Cell {
  value: Value;
}

/** What the world has answered so far. The program runs again from its start after each new answer. */
export interface Answers {
  /** Bytes of the files read so far; a string in `reason` is why one cannot be read. */
  readonly files: Map<string, { readonly bytes: string } | { readonly reason: string }>;
  /** Results of commands, in the order in which the program asks for them. */
  readonly commands: { readonly stdout: string; readonly stderr: string; readonly code: number }[];
}

/** Thrown when the program needs a file or a command's result that is not there yet. */
export class Need {
  readonly file: string | null;
  readonly command: { readonly line: string; readonly stdin: string } | null;
  constructor(file: string | null, command: Need['command'] = null) {
    this.file = file;
    this.command = command;
  }
}

/** A run-time error, in one sentence. */
export class AwkError extends Error {}

export interface Start {
  readonly operands: readonly string[];
  readonly variables: readonly (readonly [name: string, text: string])[];
  readonly environment: ReadonlyMap<string, string>;
  readonly stdin: string;
  readonly answers: Answers;
  /** How many turns all loops together may take. */
  readonly turns: number;
}

/** A file being written. Once closed, `>` begins it anew. */
interface Output {
  pieces: string[];
  readonly append: boolean;
  closed: boolean;
}

/** State of one run: variables, the record, what is read and what is written. */
export class Machine {
  readonly cells = new Map<string, Cell>();
  readonly arrays = new Map<string, AwkArray>();
  readonly record: Fields;
  readonly out: string[] = [];
  readonly err: string[] = [];
  /** `print > file`: pieces by path, and whether the file is to be kept and added to. */
  readonly files = new Map<string, Output>();
  /** `print | command`: pieces by command line. */
  readonly pipes = new Map<string, string[]>();
  frame: (Value | AwkArray)[] = [];
  returned: Value;
  exitCode = 0;
  seed = 1;

  readonly fs = this.cell('FS', ' ');
  readonly rs = this.cell('RS', '\n');
  readonly ofs = this.cell('OFS', ' ');
  readonly ors = this.cell('ORS', '\n');
  readonly nr = this.cell('NR', 0);
  readonly fnr = this.cell('FNR', 0);
  readonly subsep = this.cell('SUBSEP', '\x1c');
  readonly convfmt = this.cell('CONVFMT', '%.6g');
  readonly ofmt = this.cell('OFMT', '%.6g');
  readonly rstart = this.cell('RSTART', 0);
  readonly rlength = this.cell('RLENGTH', -1);
  readonly filename = this.cell('FILENAME', '');
  private readonly argc = this.cell('ARGC', 0);

  private readonly start: Start;
  private readonly readers = new Map<string, RecordReader | null>();
  private main: RecordReader | null = null;
  private argument = 1;
  private usedStdin = false;
  private asked = 0;
  private turns = 0;

  constructor(start: Start) {
    this.start = start;
    this.record = new Fields(
      () => this.text(this.fs.value),
      (text, separator) => cut(text, separator, this.rs.value === ''),
      () => this.text(this.ofs.value),
    );
    const argv = this.array('ARGV');
    for (const [i, text] of ['awk', ...start.operands].entries())
      argv.set(String(i), fromInput(text));
    this.argc.value = start.operands.length + 1;
    for (const [name, text] of start.environment) this.array('ENVIRON').set(name, fromInput(text));
    for (const [name, text] of start.variables) this.set(name, text);
  }

  cell(name: string, value?: Value): Cell {
    const known = this.cells.get(name);
    if (known !== undefined) return known;
    const made: Cell = { value };
    this.cells.set(name, made);
    return made;
  }

  array(name: string): AwkArray {
    const known = this.arrays.get(name);
    if (known !== undefined) return known;
    const made: AwkArray = new Map();
    this.arrays.set(name, made);
    return made;
  }

  /** Text by CONVFMT. */
  text(value: Value): string {
    return typeof value === 'string'
      ? value
      : toText(value, (n) => numberFormat(this.text(this.convfmt.value))(n));
  }

  /** Text as print writes it, by OFMT. */
  printed(value: Value): string {
    return typeof value === 'string'
      ? value
      : toText(value, (n) => numberFormat(this.text(this.ofmt.value))(n));
  }

  /** Counts a turn of a loop: a program that never ends must end. */
  spend(): void {
    this.turns++;
    if (this.turns > this.start.turns)
      throw new AwkError(`more than ${this.start.turns} turns of loops`);
  }

  /** The next record of the main input, with NR and FNR counted, or null at its end. */
  nextRecord(): string | null {
    for (;;) {
      this.main ??= this.nextFile();
      if (this.main === null) return null;
      const record = this.main.next(this.text(this.rs.value));
      if (record !== null) {
        this.nr.value = toNumber(this.nr.value) + 1;
        this.fnr.value = toNumber(this.fnr.value) + 1;
        return record;
      }
      this.main = null;
    }
  }

  /** Leaves the present file of the main input. */
  skipFile(): void {
    this.main = null;
  }

  private nextFile(): RecordReader | null {
    const argv = this.array('ARGV');
    while (this.argument < toNumber(this.argc.value)) {
      const operand = this.text(argv.get(String(this.argument++)));
      const [, name, text] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(operand) ?? [];
      if (name !== undefined && text !== undefined) this.set(name, text);
      else if (operand !== '') return this.open(operand);
    }
    if (this.usedStdin) return null;
    return this.open('-');
  }

  private open(operand: string): RecordReader {
    this.usedStdin = true;
    this.fnr.value = 0;
    if (operand === '-') return new RecordReader(this.start.stdin);
    this.filename.value = operand;
    const read = this.fileOf(operand);
    if ('reason' in read) throw new AwkError(`cannot open ${operand} (${read.reason})`);
    return new RecordReader(read.bytes);
  }

  private fileOf(path: string) {
    const read = this.start.answers.files.get(path);
    if (read === undefined) throw new Need(path);
    return read;
  }

  /** What this run itself has written to a file so far. */
  private ownFile(path: string) {
    const own = this.files.get(path);
    if (own === undefined) return undefined;
    const before = own.append ? this.fileOf(path) : { bytes: '' };
    return { bytes: ('bytes' in before ? before.bytes : '') + own.pieces.join('') };
  }

  /** `-v name=text` and `name=text` among the operands. */
  private set(name: string, text: string): void {
    this.cell(name).value = fromInput(readEscapes(text));
  }

  /** A line for `getline < file` or `command | getline`: a record, null at the end, undefined when it cannot be read. */
  lineFrom(source: string, kind: 'file' | 'command'): string | null | undefined {
    const key = `${kind} ${source}`;
    let reader = this.readers.get(key);
    if (reader === undefined) {
      if (kind === 'command') reader = new RecordReader(this.run(source, '').stdout);
      else if (source === '-') reader = new RecordReader(this.start.stdin);
      else {
        const read = this.ownFile(source) ?? this.fileOf(source);
        reader = 'reason' in read ? null : new RecordReader(read.bytes);
      }
      this.readers.set(key, reader);
    }
    return reader === null ? undefined : reader.next(this.text(this.rs.value));
  }

  /** Result of a command, asked of the world once. */
  run(line: string, stdin: string): Answers['commands'][number] {
    const answer = this.start.answers.commands[this.asked++];
    if (answer === undefined) throw new Need(null, { line, stdin });
    if (answer.stderr !== '') this.err.push(answer.stderr);
    return answer;
  }

  /** Writes to standard output, a file, or a command's standard input. */
  write(text: string, to: '>' | '>>' | '|' | null, where: string): void {
    if (to === null || (to !== '|' && (where === '/dev/stdout' || where === '-')))
      this.out.push(text);
    else if (to === '|') this.pipe(where).push(text);
    else if (where === '/dev/stderr') this.err.push(text);
    else {
      const file = this.files.get(where) ?? { pieces: [], append: to === '>>', closed: false };
      if (file.closed && to === '>') file.pieces = [];
      file.closed = false;
      file.pieces.push(text);
      this.files.set(where, file);
    }
  }

  private pipe(line: string): string[] {
    const pieces = this.pipes.get(line) ?? [];
    this.pipes.set(line, pieces);
    return pieces;
  }

  /** `close`: ends a pipe (and writes what its command says), or lets a file be read again from its start. */
  close(name: string): number {
    const pipe = this.pipes.get(name);
    if (pipe !== undefined) {
      this.pipes.delete(name);
      const { stdout, code } = this.run(name, pipe.join(''));
      this.out.push(stdout);
      return code;
    }
    const file = this.files.get(name);
    if (file !== undefined) file.closed = true;
    const known = [`file ${name}`, `command ${name}`].filter((key) => this.readers.delete(key));
    return known.length > 0 || file !== undefined ? 0 : -1;
  }
}
