/** Packages within function names as the runtime prints them. */

/**
 * The package of a function: `github.com/containerd/ttrpc` of
 * `github.com/x/y/vendor/github.com/containerd/ttrpc.(*Client).run`; '' when the name has none (C).
 */
export function packageOf(func: string): string {
  const bracket = func.indexOf('[');
  const name = bracket < 0 ? func : func.slice(0, bracket);
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  if (dot < 0) return '';
  const path = name.slice(0, dot);
  const vendor = path.lastIndexOf('/vendor/');
  // The linker writes a dot in the last element of a path as %2e (cmd/internal/objabi, PathToPrefix).
  return (vendor < 0 ? path : path.slice(vendor + '/vendor/'.length)).replaceAll('%2e', '.');
}

/** Whether a package is of the standard library: its first element has no dot, and it is not a command. */
export function isStandard(path: string): boolean {
  const [first = ''] = path.split('/', 1);
  return path !== 'main' && path !== '' && !first.includes('.');
}
