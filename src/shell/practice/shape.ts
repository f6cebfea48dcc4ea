/** What a value from a file must look like. `[shape]` is a list of them. */
export type Shape =
  | 'text'
  | 'number'
  | 'truth'
  | { readonly oneOf: readonly (string | number)[] }
  | { readonly orNull: Shape }
  | { readonly orAbsent: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }
  | { readonly texts: true }
  | readonly [Shape];

/** The place of the first thing that is not as it must be (`node.pods[2].shim.pid`), or null. */
export function misshapen(value: unknown, shape: Shape, at: string): string | null {
  if (shape === 'text') return typeof value === 'string' ? null : at;
  if (shape === 'number') return typeof value === 'number' && Number.isFinite(value) ? null : at;
  if (shape === 'truth') return typeof value === 'boolean' ? null : at;
  if ('oneOf' in shape) return shape.oneOf.some((one) => one === value) ? null : at;
  if ('orAbsent' in shape) {
    return value === undefined ? null : misshapen(value, shape.orAbsent, at);
  }
  if ('orNull' in shape) return value === null ? null : misshapen(value, shape.orNull, at);
  if (isList(shape)) {
    if (!Array.isArray(value)) return at;
    return first(value.map((one, i) => () => misshapen(one, shape[0], `${at}[${i}]`)));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return at;
  if ('texts' in shape) {
    const wrong = Object.entries(value).find(([, text]) => typeof text !== 'string');
    return wrong ? `${at}.${wrong[0]}` : null;
  }
  const fields = Object.entries(shape.fields);
  const record = value as Readonly<Record<string, unknown>>;
  return first(
    fields.map(
      ([name, one]) =>
        () =>
          misshapen(record[name], one, `${at}.${name}`),
    ),
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function first(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}
