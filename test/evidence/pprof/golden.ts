/** Reads what `go tool pprof` printed, so that the same can be asked of the kit's own reader. */

export interface GoldenRow {
  readonly func: string;
  readonly flat: number;
  readonly cum: number;
}

/** `26217928B`, `360000000ns`, `912` and `0`, without their units. */
function whole(text: string): number {
  const value = Number(text.replace(/(?:B|ns)$/, ''));
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${text}`);
  return value;
}

/** The rows of `-top` in their order, and the total that its percentages are of. */
export function readTop(text: string): { rows: GoldenRow[]; total: number } {
  const total = /^Showing nodes accounting for .* of (\S+) total$/m.exec(text)?.[1];
  const table = text.slice(text.indexOf('cum%\n') + 5);
  const rows = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const found = /^ *(\S+) +\S+% +\S+% +(\S+) +\S+% {2}(.*?)(?: \((?:partial-)?inline\))?$/.exec(
        line,
      );
      if (!found) throw new Error(`not a row of -top: ${line}`);
      return { flat: whole(found[1] ?? ''), cum: whole(found[2] ?? ''), func: found[3] ?? '' };
    });
  if (total === undefined) throw new Error('no total');
  return { rows, total: whole(total) };
}

/** The one function of a `-peek`, with what stands above and below it. */
export function readPeek(text: string): {
  row: GoldenRow;
  callers: [string, number][];
  callees: [string, number][];
} {
  const callers: [string, number][] = [];
  const callees: [string, number][] = [];
  let row: GoldenRow | null = null;
  for (const line of text.split('\n')) {
    const middle = /^ *(\S+) +\S+% +\S+% +(\S+) +\S+% +\| (.*)$/.exec(line);
    const edge = /^ +(\S+) +\S+% \| {3}(.*?)(?: \(inline\))?$/.exec(line);
    if (middle)
      row = { flat: whole(middle[1] ?? ''), cum: whole(middle[2] ?? ''), func: middle[3] ?? '' };
    else if (edge) (row ? callees : callers).push([edge[2] ?? '', whole(edge[1] ?? '')]);
  }
  if (!row) throw new Error('no function');
  return { row, callers, callees };
}

/** A sample of `-raw` with its places written out. */
export interface RawSample {
  readonly values: readonly string[];
  readonly stack: readonly string[];
  readonly labels: string;
}

/** The samples of `-raw` in their order. */
export function readRaw(text: string): RawSample[] {
  const [head = '', places = ''] = text.split('\nLocations\n');
  const byId = readPlaces(places.slice(0, places.indexOf('Mappings\n')));
  const samples: { values: string[]; stack: string[]; labels: string }[] = [];
  for (const line of head
    .slice(head.indexOf('Samples:\n') + 9)
    .split('\n')
    .slice(1)) {
    const sample = /^((?: +-?\d+)+): ((?:\d+ )*)$/.exec(line);
    if (sample) {
      const stack = (sample[2] ?? '').split(' ').filter((id) => id !== '');
      samples.push({
        values: (sample[1] ?? '').trim().split(/ +/),
        stack: stack.map((id) => byId.get(id) ?? `no location ${id}`),
        labels: '',
      });
      continue;
    }
    const last = samples.at(-1);
    if (last) last.labels += line.trim();
  }
  return samples;
}

/** Each location as `0x… name file:line; name file:line`, inlined lines first. */
function readPlaces(text: string): Map<string, string> {
  const byId = new Map<string, string>();
  let id = '';
  for (const line of text.split('\n')) {
    const place = /^ *(\d+): (0x[0-9a-f]+) (?:M=\d+ )?(.*)$/.exec(line);
    if (place) {
      id = place[1] ?? '';
      byId.set(id, `${place[2]} ${plainLine(place[3] ?? '')}`.trimEnd());
    } else if (line.trim() !== '') byId.set(id, `${byId.get(id)}; ${plainLine(line.trim())}`);
  }
  return byId;
}

function plainLine(text: string): string {
  return text.replace(/ s=\d+(?:\(.*\))?$/, '');
}
