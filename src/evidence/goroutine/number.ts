/** Numbers and single bytes of a line. */

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** A decimal number in `buf[start, end)`, at most `max`; -1 when there is anything but digits, or nothing. */
export function decimal(buf: Uint8Array, start: number, end: number, max: number): number {
  if (start >= end) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (buf[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    if (value > max) value = max;
  }
  return value;
}
