/**
 * How many slips of the keyboard lead from one word to another, at least: letters left out, put in, mistaken, or
 * swapped with their neighbour (optimal string alignment).
 */
export function slips(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let a = 1; a <= one.length; a++) {
    const row = [a];
    for (let b = 1; b <= other.length; b++) {
      const same = one[a - 1] === other[b - 1] ? 0 : 1;
      const swapped = a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1];
      row[b] = Math.min(
        (row[b - 1] as number) + 1,
        (rows[a - 1]?.[b] as number) + 1,
        (rows[a - 1]?.[b - 1] as number) + same,
        swapped ? (rows[a - 2]?.[b - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
