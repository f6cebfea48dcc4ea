import { type Creation, creations } from '../../evidence/goroutine/creations.ts';
import { type DumpDiff, diff } from '../../evidence/goroutine/diff.ts';
import { toCsv, toJson, toMarkdown, toText } from '../../evidence/goroutine/export.ts';
import { group } from '../../evidence/goroutine/group.ts';
import type { Dump, Reading } from '../../evidence/goroutine/types.ts';
import { type WaitBucket, waits } from '../../evidence/goroutine/waits.ts';
import { dumpOf, filtered, pairOf, stackFacts } from './answer.ts';
import type { Format, Query, StateCount } from './overview.ts';
import { type Cell, type Sheet, sheetToCsv, sheetToMarkdown } from './sheet.ts';
import type { Section } from './state.ts';

const TYPES = {
  text: 'text/plain;charset=utf-8',
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  markdown: 'text/markdown;charset=utf-8',
} as const satisfies Record<Format, string>;

const ENDINGS = { text: 'txt', json: 'json', csv: 'csv', markdown: 'md' } as const;

/** Formats that a view has. Only goroutines have a text of their own: the one the runtime prints. */
export function formatsOf(view: Section): readonly Format[] {
  return view === 'groups' ? ['text', 'json', 'csv', 'markdown'] : ['json', 'csv', 'markdown'];
}

/** A name for the saved file: the evidence's last folder and name, the view, the format. */
export function fileName(name: string, view: Section, format: Format): string {
  const plain = name
    .split('/')
    .slice(-2)
    .join('-')
    .replace(/(\.(gz|txt|log))+$/, '')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '');
  return `${plain || 'dump'}-${view}.${ENDINGS[format]}`;
}

/** The asked view as a file. Null where there is none: no dump, no earlier one, no such format of the view. */
export async function exported(
  found: Reading,
  base: Reading | null,
  query: Query,
  format: Format,
): Promise<Blob | null> {
  const pieces = piecesOf(found, base, query, format);
  return pieces && (await gathered(pieces, TYPES[format]));
}

/** The same in pieces. */
export function piecesOf(
  found: Reading,
  base: Reading | null,
  query: Query,
  format: Format,
): Iterable<string> | null {
  if (query.view === 'compare') {
    const pair = pairOf(found, base, query);
    return pair && comparisonPieces(diff(pair.before, pair.after), format);
  }
  const dump = dumpOf(found, query.dump);
  if (!dump) return null;
  const { shown } = filtered(dump, query.filter);
  switch (query.view) {
    case 'created':
      return tablePieces(creationsSheet, creations(shown), format);
    case 'waits':
      return tablePieces(waitsSheet, waits(shown), format);
    default:
      return groupPieces(shown, query, format);
  }
}

function groupPieces(shown: Dump, { by }: Query, format: Format): Iterable<string> {
  switch (format) {
    case 'text':
      return toText(shown);
    case 'json':
      return toJson(shown);
    case 'csv':
      return toCsv(shown);
    default:
      return toMarkdown(group(shown, by));
  }
}

function tablePieces<Row>(
  sheet: (rows: readonly Row[]) => Sheet,
  rows: readonly Row[],
  format: Format,
): Iterable<string> | null {
  switch (format) {
    case 'json':
      // The last bucket of waits has no end; JSON has no infinity and writes null.
      return [`${JSON.stringify(rows, null, 1)}\n`];
    case 'csv':
      return sheetToCsv(sheet(rows));
    case 'markdown':
      return sheetToMarkdown(sheet(rows));
    default:
      return null;
  }
}

/** A row a creation site, from the top down; `level` 1 is a site without one above it. */
export function creationsSheet(forest: readonly Creation[]): Sheet {
  const rows: Cell[][] = [];
  const add = (sites: readonly Creation[], level: number) => {
    for (const { site, count, minutes, states, parent, children } of sites) {
      const { func = '', file = '', line = '' } = site ?? {};
      rows.push([level, count, statesText(states), minutes, parent, func, file, line]);
      add(children, level + 1);
    }
  };
  add(forest, 1);
  return {
    columns: [
      'level',
      'goroutines',
      'states',
      'longest wait (min)',
      'parent',
      'created by',
      'file',
      'line',
    ],
    rows,
  };
}

/** A row a bucket: from so many whole minutes to below so many. */
export function waitsSheet(buckets: readonly WaitBucket[]): Sheet {
  return {
    columns: ['from (min)', 'below (min)', 'goroutines', 'states'],
    rows: buckets.map(({ from, to, count, states }) => [
      from,
      Number.isFinite(to) ? to : '',
      count,
      statesText(states),
    ]),
  };
}

/** A row a stack, the largest change first. */
export function comparisonSheet({ stacks }: DumpDiff): Sheet {
  return {
    columns: [
      'change',
      'kind',
      'before',
      'after',
      'longest wait before (min)',
      'longest wait after (min)',
      'function',
      'place',
      'top frame',
      'created by',
    ],
    rows: stacks.map(({ kind, before, after, minutesBefore, minutesAfter, stack }) => {
      const { telling, top, createdBy } = stackFacts(stack);
      return [
        after - before,
        kind,
        before,
        after,
        minutesBefore,
        minutesAfter,
        telling?.func ?? '',
        telling && telling.file !== '' ? `${telling.file}:${telling.line}` : '',
        top?.func ?? '',
        createdBy?.func ?? '',
      ];
    }),
  };
}

function comparisonPieces(difference: DumpDiff, format: Format): Iterable<string> | null {
  if (format !== 'json') return tablePieces(() => comparisonSheet(difference), [], format);
  const { before, after, process, stacks, movement } = difference;
  const ids = movement && {
    stayed: [...movement.stayed],
    moved: [...movement.moved],
    ended: [...movement.ended],
    started: [...movement.started],
  };
  const rows = stacks.map(({ key: _key, ...change }) => change);
  return [`${JSON.stringify({ before, after, process, movement: ids, stacks: rows }, null, 1)}\n`];
}

function statesText(states: readonly StateCount[]): string {
  return states.map(({ state, count }) => `${state} ${count}`).join(', ');
}

/** Characters that are joined before they become bytes. */
const BATCH = 4 * 1024 * 1024;

/** Pieces as one file. A browser may keep its parts outside of memory, so they become a Blob as they come. */
async function gathered(pieces: Iterable<string>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let batch: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < BATCH) continue;
    parts.push(new Blob(batch));
    batch = [];
    length = 0;
  }
  return new Blob([...parts, ...batch], { type });
}
