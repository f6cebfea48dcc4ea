import { everywhere, regexFrom } from './regex.ts';

/** Cuts a text into fields. In paragraph mode (RS empty) a line feed separates fields besides what FS says. */
export function cut(text: string, separator: string, paragraph = false): string[] {
  if (text === '') return [];
  if (separator === ' ') {
    const words = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
    return words === '' ? [] : words.split(/[ \t\n]+/);
  }
  if (separator === '') return [...text];
  if (paragraph) return text.split(everywhere(`(${plainOrRegex(separator)})|\n`));
  if (separator.length === 1) return text.split(separator);
  return text.split(everywhere(separator));
}

/** One character stands for itself, more are an expression. */
function plainOrRegex(separator: string): string {
  return separator.length === 1 && !/[A-Za-z0-9\n\t]/.test(separator)
    ? `[${separator}]`
    : separator;
}

/** Reads records from a text, by whatever RS is at the moment of each read. */
export class RecordReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next record without its separator, or null at the end. */
  next(separator: string): string | null {
    if (separator === '') return this.paragraph();
    if (this.at >= this.text.length) return null;
    if (separator.length === 1) {
      const end = this.text.indexOf(separator, this.at);
      return this.upTo(end, end + 1);
    }
    const found = regexFrom(separator).exec(this.text.slice(this.at));
    if (!found || found[0] === '') return this.upTo(-1, -1);
    const end = this.at + found.index;
    return this.upTo(end, end + found[0].length);
  }

  /** Blank lines separate records, however many, and those before the first count for nothing. */
  private paragraph(): string | null {
    while (this.text[this.at] === '\n') this.at++;
    if (this.at >= this.text.length) return null;
    const end = this.text.indexOf('\n\n', this.at);
    const record = this.upTo(end, end + 2);
    while (this.text[this.at] === '\n') this.at++;
    return end < 0 ? record.replace(/\n$/, '') : record;
  }

  private upTo(end: number, next: number): string {
    const record = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : next;
    return record;
  }
}

/** `$0` and its fields, each made from the other only when asked for. */
export class Fields {
  private whole = '';
  private parts: string[] | null = [];
  private stale = false;
  /** FS as it was when the record was read: a later change is for the next record. */
  private separator = '';
  private readonly present: () => string;
  private readonly split: (text: string, separator: string) => string[];
  private readonly joint: () => string;

  /** `present` gives FS, `joint` OFS; `split` cuts. */
  constructor(
    present: () => string,
    split: (text: string, separator: string) => string[],
    joint: () => string,
  ) {
    this.present = present;
    this.split = split;
    this.joint = joint;
  }

  get text(): string {
    if (this.stale) {
      this.whole = this.fields.join(this.joint());
      this.stale = false;
    }
    return this.whole;
  }

  set text(text: string) {
    this.whole = text;
    this.separator = this.present();
    this.parts = null;
    this.stale = false;
  }

  get fields(): string[] {
    this.parts ??= this.split(this.whole, this.separator);
    return this.parts;
  }

  /** `$index = text`; fields in between become empty. */
  assign(index: number, text: string): void {
    if (index === 0) {
      this.text = text;
      return;
    }
    const { fields } = this;
    while (fields.length < index) fields.push('');
    fields[index - 1] = text;
    this.stale = true;
  }

  /** `NF = count`. */
  resize(count: number): void {
    const { fields } = this;
    while (fields.length < count) fields.push('');
    fields.length = count;
    this.stale = true;
  }
}
