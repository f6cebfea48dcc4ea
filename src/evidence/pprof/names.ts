/** Parts of the names that a linker gives to functions. */

/**
 * The package of a Go function: `github.com/containerd/ttrpc` of `github.com/containerd/ttrpc.(*Client).run`.
 * '' where there is none: names of C, names without a dot.
 * Go escapes dots in the last part of a path as `%2e` (cmd/internal/objabi path.go, PathToPrefix).
 */
export function packageOf(name: string): string {
  // Type arguments may hold slashes and dots of their own: F[github.com/x/y.T].
  const bracket = name.indexOf('[');
  const plain = bracket < 0 ? name : name.slice(0, bracket);
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  if (dot <= 0 || plain.includes('::')) return '';
  return withoutEscapes(plain.slice(0, dot));
}

/** The name without the path of its package: `ttrpc.(*Client).run`. */
export function shortName(name: string): string {
  const bracket = name.indexOf('[');
  const plain = bracket < 0 ? name : name.slice(0, bracket);
  return withoutEscapes(plain.slice(plain.lastIndexOf('/') + 1)) + name.slice(plain.length);
}

function withoutEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The last part of a path, of either system's slashes. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The path without empty, `.` and undone parts, as Go's filepath.Clean: go build -trimpath writes `./main.go`. */
export function cleanPath(path: string): string {
  if (path === '' || !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path.slice(path.startsWith('/') ? 1 : 0)))
    return path;
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const above = parts.at(-1);
    if (part !== '..') parts.push(part);
    else if (above !== undefined && above !== '..') parts.pop();
    else if (root === '') parts.push(part);
  }
  return root + parts.join('/') || '.';
}
