/**
 * Reports of the race detector: `WARNING: DATA RACE`, the goroutines that touched the memory, and
 * where they were created (compiler-rt's tsan_report.cpp, PrintReport for Go).
 */
import { NO_ARGS } from './args.ts';
import { Columns } from './columns.ts';
import type { Draft } from './draft.ts';
import { writeTail } from './header.ts';
import { CALL, CREATED, ROOT } from './stacks.ts';

const BAR = /^={10,}$/;
const WARNING = 'WARNING: DATA RACE';
const ACCESS =
  /^((?:Previous )?(?:atomic )?(?:read|write)|(?:Atomic )?(?:Read|Write)) at (0x[0-9a-f]+) by (?:(main) goroutine|goroutine (\d{1,19})):$/;
const CREATION = /^Goroutine (\d{1,19}) \((running|finished)\) created at:$/;
const SUM = /^Found \d+ data race\(s\)$/;
const FUNC = /^ {2}(\S.*)\(\)$/;
const PLACE = /^ {4,}(\S.*):(\d{1,9})(?: \+0x[0-9a-f]+)?$/;
const LOST = /^ {2}\[failed to restore the stack\]$/;

interface Call {
  readonly func: string;
  file: string;
  line: number;
}

interface Access {
  readonly id: number;
  readonly state: string;
  readonly line: number;
  readonly calls: Call[];
}

/** Reads one report of the race detector after the other. */
export class RaceReader {
  readonly #draft: Draft;
  #open = false;
  #from = 0;
  #address = '';
  #accesses: Access[] = [];
  #creations = new Map<number, { finished: boolean; calls: Call[] }>();
  #calls: Call[] = [];

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  get open(): boolean {
    return this.#open;
  }

  /** Whether a line can begin or end a report: a cheap test before `line`. */
  static begins(buf: Uint8Array, start: number, end: number): boolean {
    const first = buf[start];
    return end - start < 100 && (first === 61 || first === 87 || first === 70);
  }

  /** Takes a line; false when it is no part of a report. */
  line(raw: string): boolean {
    const text = raw.trimEnd();
    if (text === WARNING) {
      this.close();
      this.#open = true;
      this.#from = this.#draft.line;
      return true;
    }
    if (BAR.test(text) || SUM.test(text)) {
      this.close();
      return true;
    }
    return this.#open && (text === '' || this.#inReport(text));
  }

  /** The report that is open ends here. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#accesses.length > 0) this.#emit();
    this.#accesses = [];
    this.#creations = new Map();
    this.#address = '';
  }

  #inReport(text: string): boolean {
    const access = ACCESS.exec(text);
    if (access) {
      const [, what = '', address = '', , id = '1'] = access;
      this.#address = address;
      this.#calls = [];
      const state = what.toLowerCase();
      this.#accesses.push({ id: Number(id), state, line: this.#draft.line, calls: this.#calls });
      return true;
    }
    const creation = CREATION.exec(text);
    if (creation) {
      this.#calls = [];
      this.#creations.set(Number(creation[1]), {
        finished: creation[2] === 'finished',
        calls: this.#calls,
      });
      return true;
    }
    const func = FUNC.exec(text);
    if (func) {
      this.#calls.push({ func: func[1] as string, file: '', line: 0 });
      return true;
    }
    const place = PLACE.exec(text);
    const last = this.#calls.at(-1);
    if (!place || !last) return LOST.test(text);
    last.file = place[1] as string;
    last.line = Number(place[2]);
    return true;
  }

  #emit(): void {
    const { stacks, tails } = this.#draft;
    const columns = new Columns();
    for (const { id, state, line, calls } of this.#accesses) {
      const creation = this.#creations.get(id);
      const marks = creation?.finished ? ['finished'] : [];
      const tail = tails.texts.internText(writeTail({ state, minutes: 0, locked: false, marks }));
      columns.add(id, tail, line);
      let node = ROOT;
      const push = (call: Call, kind: number) => {
        const func = stacks.funcs.internText(call.func);
        const frame = stacks.frame(func, stacks.files.internText(call.file), call.line, kind);
        node = stacks.child(node, frame);
      };
      for (const call of calls) push(call, CALL);
      const [site] = creation?.calls ?? [];
      if (site) push(site, CREATED);
      columns.setStack(node, NO_ARGS);
    }
    const facts = {
      form: 'race' as const,
      from: this.#from,
      to: this.#draft.line,
      source: this.#address,
      time: '',
      headers: columns.length,
      context: [],
      ancestors: new Map(),
    };
    this.#draft.dump(facts, columns);
  }
}
