import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * Counts in evidence files by looking at their lines only. Deliberately not `src/evidence`: the figures that people
 * read are recounted here by a second, simpler hand, so that one fault cannot vouch for itself.
 */
const ROOT = new URL('../../content/evidence/', import.meta.url).pathname;

/** Paths of every evidence file, relative to `content/evidence/`, without the list of them itself. */
export function evidencePaths(): string[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'sources.yaml')
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Bytes of a file as it was captured: a `.gz` is unpacked. */
export function captured(path: string): Buffer {
  const bytes = readFileSync(join(ROOT, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** Text of a file with the lines a goroutine printed: in a log, logrus wrote them as `\n` and `\t`. */
export function lines(path: string): string[] {
  const text = captured(path).toString('utf8');
  const printed = /\.log(\.gz)?$/.test(path)
    ? text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
    : text;
  return printed.split('\n');
}

/** A goroutine as it stands in the text: its header's id and what is in brackets, and all its lines. */
export interface Block {
  readonly id: number;
  readonly state: string;
  readonly lines: readonly string[];
}

const HEADER = /(?:^|")goroutine (\d+) \[([^\]]*)\]:$/;

/** The goroutines of a dump in their order. */
export function blocks(path: string): Block[] {
  const found: { id: number; state: string; lines: string[] }[] = [];
  let open = false;
  for (const line of lines(path)) {
    const header = HEADER.exec(line);
    if (header) {
      found.push({ id: Number(header[1]), state: header[2] ?? '', lines: [] });
      open = true;
    } else if (line.trim() === '') open = false;
    else if (open) found.at(-1)?.lines.push(line);
  }
  return found;
}

/** The line under a function's name: `\t<path>/ttrpc/server.go:444 +0x26a`; a module build writes `ttrpc@v1.2.2`. */
const PLACE = /^\s+(?:\S*\/)?ttrpc(?:@[^/]+)?\/([a-z]+\.go):(\d+)(?:\s|$)/;

/** True if the line names this place of ttrpc: `server.go:444` is not in `…/server.go:4441`. */
export function names(line: string, place: string): boolean {
  const match = PLACE.exec(line);
  return match !== null && `${match[1]}:${match[2]}` === place;
}

/** How many lines of the dump name a place of ttrpc, such as `server.go:444`. */
export function linesNaming(path: string, place: string): number {
  return lines(path).filter((line) => names(line, place)).length;
}

/** How often each line of one ttrpc file stands in the dump, by line number. */
export function placesIn(path: string, file: 'server.go' | 'client.go'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines(path)) {
    const [, name, number] = PLACE.exec(line) ?? [];
    if (name === file && number !== undefined) counts[number] = (counts[number] ?? 0) + 1;
  }
  return counts;
}

/** Rows of `uniq -c` over ttrpc's server: count, line, offset. */
export function rows(path: string): { count: number; line: string; offset: string }[] {
  return lines(path)
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const match = /^\s*(\d+)\s+\S*ttrpc\/server\.go:(\d+) (\+0x[0-9a-f]+)$/.exec(row);
      if (!match) throw new Error(`${path}: not a row of uniq -c: ${JSON.stringify(row)}`);
      return { count: Number(match[1]), line: match[2] ?? '', offset: match[3] ?? '' };
    });
}

/** Sockets of `ss -xmp`: the process, its queues and what the kernel charged for writing (`t`) and allows (`tb`). */
export function sockets(
  path: string,
): { process: string; unread: number; charged: number; allowed: number }[] {
  return lines(path)
    .filter((line) => line.startsWith('u_str'))
    .map((line) => {
      const queues = /^u_str ESTAB (\d+) (\d+) /.exec(line);
      const process = /users:\(\("([^"]+)"/.exec(line);
      const memory = /skmem:\(r\d+,rb\d+,t(\d+),tb(\d+),/.exec(line);
      if (!queues || !process || !memory)
        throw new Error(`${path}: not a line of ss -xmp: ${line}`);
      return {
        process: process[1] ?? '',
        unread: Number(queues[1]),
        charged: Number(memory[1]),
        allowed: Number(memory[2]),
      };
    });
}

/** ttrpc frames of a session: which way each went, and its bytes with the header of 10. */
export function wireFrames(
  path: string,
  form: 'frames' | 'decoded' | 'calls',
): { direction: string; size: number }[] {
  const text = captured(path).toString('utf8');
  if (form === 'calls') {
    const [, ...table] = text.trim().split('\n');
    return table.map((row) => {
      const [direction = '', , , length] = row.split(',');
      return { direction, size: Number(length) + 10 };
    });
  }
  if (form === 'decoded') {
    const { frames } = JSON.parse(text) as { frames: { dir: string; length: number }[] };
    return frames.map(({ dir, length }) => ({ direction: dir, size: length + 10 }));
  }
  const json = JSON.parse(text) as Record<string, { frames: { hex: string }[] }>;
  return Object.entries({ c2s: 'client_to_server', s2c: 'server_to_client' }).flatMap(
    ([direction, name]) =>
      (json[name]?.frames ?? []).map(({ hex }) => ({ direction, size: hex.length / 2 })),
  );
}

/** Rows of a comma-separated table by the names in its head. No cell holds a comma. */
export function tableRows(path: string): Record<string, string>[] {
  const [head = '', ...body] = captured(path).toString('utf8').trim().split('\n');
  const columns = head.split(',');
  return body.map((row) => {
    const cells = row.split(',');
    if (cells.length !== columns.length)
      throw new Error(`${path}: not ${columns.length} cells: ${JSON.stringify(row)}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}
