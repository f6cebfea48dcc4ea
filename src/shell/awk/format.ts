import { toNumber, toText, type Value } from './value.ts';

/** `printf` of awk: flags, width, precision and `*`. What is no conversion is written as it stands. */
export function formatWith(template: string, args: readonly Value[]): string {
  let next = 0;
  const take = () => args[next++];
  return template.replace(
    /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?([a-zA-Z]))/g,
    (whole, flags: string | undefined, width, precision, letter: string | undefined) => {
      if (letter === undefined) return '%';
      let wide = width === '*' ? toNumber(take()) : Number(width ?? 0);
      let marks = flags ?? '';
      if (wide < 0) {
        marks += '-';
        wide = -wide;
      }
      const exact =
        precision === undefined ? null : precision === '*' ? toNumber(take()) : Number(precision);
      const body = convert(letter, marks, exact, take);
      return body === null
        ? whole
        : pad(
            body,
            wide,
            marks,
            /[sc]/.test(letter) || (exact !== null && /[diouxX]/.test(letter)),
          );
    },
  );
}

/** How a number that is not whole is written: CONVFMT and OFMT. */
export function numberFormat(template: string): (number: number) => string {
  return (number) => formatWith(template, [number]);
}

function pad(body: string, width: number, flags: string, plain: boolean): string {
  if (body.length >= width) return body;
  if (flags.includes('-')) return body.padEnd(width);
  if (!flags.includes('0') || plain || /[a-z]{3}$/i.test(body)) return body.padStart(width);
  const sign = /^(?:[-+ ]?(?:0[xX])?)/.exec(body)?.[0] ?? '';
  return sign + body.slice(sign.length).padStart(width - sign.length, '0');
}

function convert(
  letter: string,
  flags: string,
  precision: number | null,
  take: () => Value,
): string | null {
  switch (letter) {
    case 'd':
    case 'i':
      return whole(toNumber(take()), flags, precision);
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      return unsigned(toNumber(take()), letter, flags, precision);
    case 'c':
      return character(take());
    case 's':
      return toText(take(), numberFormat('%.6g')).slice(0, precision ?? undefined);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return real(toNumber(take()), letter, flags, precision ?? 6);
    default:
      return null;
  }
}

function whole(value: number, flags: string, precision: number | null): string {
  if (!Number.isFinite(value))
    return signed(String(value).toLowerCase().slice(0, 4).replace('infi', 'inf'), value, flags);
  const digits = BigInt(Math.trunc(Math.abs(value)))
    .toString()
    .padStart(precision ?? 1, '0');
  return signed(precision === 0 && value === 0 ? '' : digits, Math.trunc(value), flags);
}

function unsigned(value: number, letter: string, flags: string, precision: number | null): string {
  const bits = BigInt.asUintN(64, BigInt(Number.isFinite(value) ? Math.trunc(value) : 0));
  const base = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
  let digits = bits.toString(base).padStart(precision ?? 1, '0');
  if (flags.includes('#') && bits !== 0n)
    digits = (letter === 'o' ? '0' : letter === 'u' ? '' : '0x') + digits;
  return letter === 'X' ? digits.toUpperCase() : digits;
}

function character(value: Value): string {
  if (typeof value === 'number') return String.fromCharCode(value & 0xff);
  return toText(value, String).slice(0, 1);
}

function real(value: number, letter: string, flags: string, precision: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return signed('inf', value, flags);
  const size = Math.abs(value);
  const lower = letter.toLowerCase();
  const text =
    lower === 'f'
      ? fixed(size, Math.min(precision, 100))
      : lower === 'e'
        ? exponential(size, precision)
        : general(size, precision === 0 ? 1 : precision, flags.includes('#'));
  return signed(
    letter === lower ? text : text.toUpperCase(),
    Object.is(value, -0) ? -1 : value,
    flags,
  );
}

/** Where a number stands exactly between two, C takes the even digit and toFixed the larger: 2.25 is 2.2. */
function fixed(value: number, precision: number): string {
  const rounded = value.toFixed(precision);
  const exact = value < 1e21 ? value.toFixed(100) : rounded;
  const point = exact.indexOf('.');
  if (point < 0 || !/^50*$/.test(exact.slice(point + 1 + precision))) return rounded;
  const cut = exact.slice(0, precision === 0 ? point : point + 1 + precision);
  return /[02468]$/.test(cut) ? cut : rounded;
}

/** JavaScript writes 1e+5 where C writes 1e+05. */
function exponential(value: number, precision: number): string {
  return value.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(value, precision - 1)
      : fixed(value, Math.max(0, precision - 1 - exponent));
  return keepZeros || !text.includes('.') ? text : text.replace(/\.?0+(?=e|$)/, '');
}

function signed(digits: string, value: number, flags: string): string {
  if (value < 0) return `-${digits}`;
  return flags.includes('+') ? `+${digits}` : flags.includes(' ') ? ` ${digits}` : digits;
}
