/** Goroutines that no machine of the model has, as data: from these a dump prints them, and a profile counts them. */

/** A place in a program, as the runtime names it. */
export interface Place {
  /** Full name: `net/http.(*conn).serve`. */
  readonly func: string;
  readonly file: string;
  /** 0: not known. */
  readonly line: number;
}

/** Where a goroutine is parked, and who started it. */
export interface Parked {
  /** Wait reason (go1.15 src/runtime/runtime2.go, waitReasonStrings), or `syscall`. */
  readonly state: string;
  /** Innermost first. */
  readonly frames: readonly Place[];
  /** Null for the goroutine that Go starts a program with. */
  readonly createdBy: Place | null;
}

/** A place from `function path/file.go:12`; without a line, the line is 0. Throws for a text of another shape. */
export function place(text: string): Place {
  const match = /^(\S+) (\S+?)(?::(\d+))?$/.exec(text);
  if (!match) throw new Error(`no place: ${text}`);
  const [, func = '', file = '', line = '0'] = match;
  return { func, file, line: Number(line) };
}

/**
 * A goroutine as debug=2 prints it, without the line feed of its last line. Argument words are not known: a frame has
 * `(...)`, as Go prints it for an inlined call (go1.19 src/runtime/traceback.go).
 */
export function printed(id: number, { state, frames, createdBy }: Parked, minutes = 0): string {
  const waited = minutes > 0 ? `, ${minutes} minutes` : '';
  return [
    `goroutine ${id} [${state}${waited}]:`,
    ...frames.map((frame) => standing(frame, '(...)')),
    ...(createdBy ? [`created by ${standing(createdBy, '')}`] : []),
  ].join('\n');
}

/** The frames of a stack, and its creation, as they stand in a dump. */
export function standing({ func, file, line }: Place, words: string): string {
  return `${func}${words}\n\t${file}:${line}`;
}
