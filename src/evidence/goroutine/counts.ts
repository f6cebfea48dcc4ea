/**
 * Profiles in text (`debug=1`). Count profiles of goroutines become dumps of form `counts`: how many
 * have a stack, without ids, states or waits (runtime/pprof/pprof.go, printCountProfile). Other
 * profiles in text (heap, mutex, threadcreate) have no goroutines: they are named and passed over.
 */
import { bytesOf, startsWith } from './bytes.ts';
import { Columns } from './columns.ts';
import type { Draft } from './draft.ts';
import { CALL, INLINED, ROOT } from './stacks.ts';

const TITLE = /^(goroutine|goroutineleak) profile: total (\d{1,15})\s*$/;
const OTHER_TITLE = /^((threadcreate|heap) profile: |--- (mutex|contention):)/;
const BEGINNINGS = [
  'goroutine profile: ',
  'goroutineleak profile: ',
  'threadcreate profile: ',
  'heap profile: ',
  '--- mutex:',
  '--- contention:',
].map(bytesOf);
const RECORD = /^(\d{1,15}) @((?: 0x[0-9a-f]+)*)\s*$/;
const LABELS = /^# labels: \{(.*)\}\s*$/;
/** Lines of heap, mutex and threadcreate profiles: MemStats and, from C++, the process's mappings. */
const OTHER = [
  /^#/,
  /^ *\d+: +\d+ \[ *\d+: +\d+\] @/,
  /^\d+( \d+)? @/,
  /^(cycles\/second|sampling period)\s*=/,
  /^(MAPPED_LIBRARIES:|--- Memory map: ---|\tsource=|\s*[0-9a-f]{6,16}-[0-9a-f]{6,16}:? )/,
];

/** An address that says nothing. */
export const NO_ADDRESS = '0x0';

interface Call {
  readonly pc: string;
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/** Reads one profile in text after the other. */
export class CountsReader {
  readonly #draft: Draft;
  #mode: 'none' | 'goroutines' | 'other' = 'none';
  #name = '';
  #total = 0;
  #from = 0;
  #last = 0;
  #columns = new Columns();
  #counts: number[] = [];
  #record: { count: number; line: number; labels: string; calls: Call[] } | null = null;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  get open(): boolean {
    return this.#mode !== 'none';
  }

  /** Whether a line begins as a profile in text does: a cheap test before `line`. */
  static begins(buf: Uint8Array, start: number, end: number): boolean {
    return BEGINNINGS.some((text) => text[0] === buf[start] && startsWith(buf, start, end, text));
  }

  /** Takes a line; false when it is no part of a profile, and then the open one ends. */
  line(text: string): boolean {
    const title = TITLE.exec(text);
    if (title || OTHER_TITLE.test(text)) return this.#start(title);
    if (this.#mode === 'none') return false;
    if (text.trim() === '') {
      this.#endRecord();
      return true;
    }
    const taken =
      this.#mode === 'other' ? OTHER.some((pattern) => pattern.test(text)) : this.#inRecord(text);
    if (taken) this.#last = this.#draft.line;
    else this.close();
    return taken;
  }

  /** The profile that is open ends here. */
  close(): void {
    if (this.#mode === 'goroutines') this.#emit();
    this.#mode = 'none';
  }

  #start(title: RegExpExecArray | null): true {
    this.close();
    this.#from = this.#last = this.#draft.line;
    if (title) {
      this.#mode = 'goroutines';
      this.#name = title[1] === 'goroutine' ? '' : (title[1] as string);
      this.#total = Number(title[2]);
      this.#columns = new Columns();
      this.#counts = [];
    } else {
      this.#mode = 'other';
      this.#draft.notice('other-profile');
    }
    return true;
  }

  #inRecord(text: string): boolean {
    const record = RECORD.exec(text);
    if (record) {
      this.#endRecord();
      this.#record = { count: Number(record[1]), line: this.#draft.line, labels: '', calls: [] };
      return true;
    }
    const labels = LABELS.exec(text);
    if (labels && this.#record) {
      this.#record.labels = labels[1] as string;
      return true;
    }
    const call = readCall(text);
    if (!call || !this.#record) return false;
    this.#record.calls.push(call);
    return true;
  }

  #endRecord(): void {
    const record = this.#record;
    this.#record = null;
    if (!record) return;
    const { stacks, labels } = this.#draft;
    let node = ROOT;
    record.calls.forEach(({ pc, func, file, line }, index) => {
      // One address, several lines: all but the last were inlined into it.
      const inlined = record.calls[index + 1]?.pc === pc && func !== pc && pc !== NO_ADDRESS;
      const kind = inlined ? INLINED : CALL;
      const frame = stacks.frame(
        stacks.funcs.internText(func),
        stacks.files.internText(file),
        line,
        kind,
      );
      node = stacks.child(node, frame);
    });
    this.#columns.add(0, 0, record.line);
    this.#columns.setStack(node, -1);
    if (record.labels) this.#columns.setLabels(labels.internText(record.labels));
    this.#counts.push(record.count);
  }

  #emit(): void {
    this.#endRecord();
    const counts = Float64Array.from(this.#counts);
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum !== this.#total) this.#draft.notice('wrong-total', this.#from);
    const facts = {
      form: 'counts' as const,
      from: this.#from,
      to: this.#last,
      source: this.#name,
      time: '',
      headers: this.#total,
      context: [],
      ancestors: new Map(),
    };
    this.#draft.dump(facts, this.#columns, counts);
  }
}

/** `#\t0xPC\tFUNC+0xOFF\tFILE:LINE`, or `#\t0xPC` alone; columns may be several tabs apart. */
function readCall(text: string): Call | null {
  const head = /^#\s+(0x[0-9a-f]+)\s*/.exec(text);
  if (!head) return null;
  const pc = head[1] as string;
  const rest = text.slice(head[0].length).trimEnd();
  if (rest === '') return { pc, func: pc, file: '', line: 0 };
  const plus = rest.lastIndexOf('+0x');
  const place = /^\+0x[0-9a-f]+\s+(\S.*)$/.exec(rest.slice(plus))?.[1] ?? '';
  const colon = place.lastIndexOf(':');
  const line = place.slice(colon + 1);
  if (plus < 1 || colon < 1 || !/^\d{1,9}$/.test(line)) return null;
  return { pc, func: rest.slice(0, plus), file: place.slice(0, colon), line: Number(line) };
}
