import { isStandard, packageOf } from '../../evidence/goroutine/package-name.ts';
import type { Frame } from '../../evidence/goroutine/types.ts';

/** A function as people say it: `ttrpc.(*serverConn).run.func2` instead of its whole import path. */
export function shortFunc(func: string): string {
  // The path ends at the last slash before the package; a receiver or type argument may hold slashes of its own.
  const head = /^[^([]*/.exec(func)?.[0] ?? '';
  return func.slice(head.lastIndexOf('/') + 1);
}

/** `server.go:444`: file without its folders. */
export function place(at: { readonly file: string; readonly line: number }): string {
  return at.file === '' ? '' : `${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line}`;
}

/** Whether a frame belongs to Go's own library. */
export function inLibrary(frame: Frame): boolean {
  return isStandard(packageOf(frame.func));
}
