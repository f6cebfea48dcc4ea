/**
 * Values as `go tool pprof` prints them: google/pprof internal/measurement, as vendored in go1.19. Not the page's own way
 * (evidence/pprof/unit.ts): pprof calls 1,024 bytes a kB.
 */

interface Unit {
  readonly name: string;
  /** Singular names that writers give it. */
  readonly aliases: readonly string[];
  readonly factor: number;
}

interface Kind {
  /** For values below the smallest unit. */
  readonly usual: Unit;
  readonly units: readonly Unit[];
}

function unit(name: string, aliases: string, factor: number): Unit {
  return { name, aliases: aliases.split(' '), factor };
}

const BYTE = unit('B', 'b byte', 1);
const KINDS: readonly Kind[] = [
  {
    usual: BYTE,
    units: [
      BYTE,
      unit('kB', 'kb kbyte kilobyte', 2 ** 10),
      unit('MB', 'mb mbyte megabyte', 2 ** 20),
      unit('GB', 'gb gbyte gigabyte', 2 ** 30),
      unit('TB', 'tb tbyte terabyte', 2 ** 40),
      unit('PB', 'pb pbyte petabyte', 2 ** 50),
    ],
  },
  {
    usual: unit('s', '', 1e9),
    units: [
      unit('ns', 'ns nanosecond', 1),
      unit('us', 'μs us microsecond', 1e3),
      unit('ms', 'ms millisecond', 1e6),
      unit('s', 's sec second', 1e9),
      unit('hrs', 'hour hr', 3600e9),
    ],
  },
];

/** A value and the name of its unit; '' where the unit is not worth a word. */
export interface Scaled {
  readonly value: number;
  readonly unit: string;
}

/** A value in another unit; `minimum` and `auto` take the largest of which there is at least one. */
export function scale(value: number, from: string, to: string): Scaled {
  if (value < 0) {
    const { value: positive, unit: name } = scale(-value, from, to);
    return { value: -positive, unit: name };
  }
  for (const { units, usual } of KINDS) {
    const known = sniff(units, from);
    if (!known) continue;
    const base = value * known.factor;
    const automatic = to === 'minimum' || to === 'auto';
    const target = automatic
      ? units.findLast(({ factor }) => base / factor >= 1)
      : sniff(units, to);
    const { factor, name } = target ?? usual;
    return { value: base / factor, unit: name };
  }
  return { value, unit: DULL.has(to) ? '' : to };
}

const DULL: ReadonlySet<string> = new Set(['count', 'sample', 'unit', 'minimum', 'auto']);

function sniff(units: readonly Unit[], name: string): Unit | undefined {
  const lower = name.toLowerCase();
  const singular = lower.length > 2 ? lower.replace(/s$/, '') : lower;
  return units.find(({ aliases }) => aliases.includes(singular));
}

/** `512.02kB`, `5MB`, `0`: two digits, unless both are 0. */
export function label(value: number, from: string, to: string): string {
  const { value: scaled, unit: name } = scale(value, from, to);
  const digits = twoDigits(scaled).replace(/\.00$/, '');
  return digits === '0' || digits === '-0' ? '0' : `${digits}${name}`;
}

/** Go's %.2f: what lies exactly between two goes to the even one. */
function twoDigits(value: number): string {
  const hundredths = Math.abs(value) * 100;
  const floor = Math.floor(hundredths);
  if (hundredths - floor !== 0.5) return value.toFixed(2);
  return (((floor + (floor % 2)) / 100) * Math.sign(value)).toFixed(2);
}

/** A share as `%`, five places and the sign: `22.73%`, `  100%`, `0.036%`. */
export function percentage(value: number, total: number): string {
  const ratio = total === 0 ? 0 : Math.abs(value / total) * 100;
  if (ratio >= 99.95 && ratio <= 100.05) return '  100%';
  return `${(ratio >= 1 ? twoDigits(ratio) : twoPlaces(ratio)).padStart(5)}%`;
}

/** Go's %.2g of a number below one: two places, no zeros behind. */
function twoPlaces(value: number): string {
  if (value === 0) return '0';
  const [digits = '', exponent = '0'] = value.toExponential(1).split('e');
  const power = Number(exponent);
  if (power >= -4) return String(Number(value.toPrecision(2)));
  return `${digits.replace(/\.0$/, '')}e-${String(-power).padStart(2, '0')}`;
}

/** The unit of a report of these values: `minimum` becomes one that shows the smallest, or a hundredth of it. */
export function unitOf(
  wanted: string,
  values: readonly number[],
  total: number,
  from: string,
): string {
  if (wanted !== 'minimum' || values.length === 0) return wanted;
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const least = sizes.length === 0 ? total : Math.min(...sizes);
  const small = scale(least, from, 'minimum').unit;
  const large = scale(total, from, 'minimum').unit;
  const both = small !== large && least * 100 < total;
  const found = both ? scale(100 * least, from, 'minimum').unit : small;
  return found === '' ? from : found;
}
