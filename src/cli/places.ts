import { isStandard, packageOf } from '../evidence/goroutine/package-name.ts';
import type { Frame } from '../evidence/goroutine/types.ts';
import { printable } from './printable.ts';

/** A place in a program; a frame and a creation site are such. */
export interface Place {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/** A function as people say it: `ttrpc.(*serverConn).run.func2` instead of its whole import path. */
export function shortFunc(func: string): string {
  // The path ends at the last slash before the package; a receiver or type argument may hold slashes of its own.
  const head = /^[^([]*/.exec(func)?.[0] ?? '';
  return printable(func.slice(head.lastIndexOf('/') + 1));
}

/** `server.go:444`: file without its folders; '' where there is none. */
export function shortAt({ file, line }: Pick<Place, 'file' | 'line'>): string {
  return file === '' ? '' : printable(`${file.slice(file.lastIndexOf('/') + 1)}:${line}`);
}

/** `ttrpc.(*serverConn).run.func2 server.go:444`. */
export function shortPlace(place: Place): string {
  return `${shortFunc(place.func)} ${shortAt(place)}`.trimEnd();
}

/** The whole path, for those who want to open it. */
export function wholeAt({ file, line }: Pick<Place, 'file' | 'line'>): string {
  return file === '' ? '' : printable(`${file}:${line}`);
}

/** Where a stack stands, and whose work it is: its innermost and outermost frames outside Go's own library. */
export function landmarks(frames: readonly Frame[]): readonly Frame[] {
  const own = frames.filter(({ func }) => !isStandard(packageOf(func)));
  const ends = own.length > 1 ? [own[0], own.at(-1)] : [own[0] ?? frames[0]];
  return ends.filter((frame) => frame !== undefined);
}
