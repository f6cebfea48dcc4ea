import { textOf } from './body.ts';
import {
  type Card,
  type CardEmbed,
  EMPTY,
  HOSTS,
  type Host,
  SECTIONS,
  type SectionId,
  tidy,
} from './card.ts';
import { unescapeLine } from './escape.ts';
import { closes, linesOf } from './lines.ts';
import { FILE_VERSION, KIT } from './write.ts';

/** What a file gave. */
export type ReadCard =
  | {
      readonly ok: true;
      readonly card: Card;
      /** Lines that have no place on a card: somebody added them by hand. '' where there are none. */
      readonly leftover: string;
    }
  /** `foreign`: not a card of this kit. `cut`: it begins as one and its end is missing. `newer`: of a later kit. */
  | { readonly ok: false; readonly problem: 'empty' | 'foreign' | 'newer' | 'cut' };

const MARK = /^\s*(?:<!--|\{\/\*)\s*(.*?)\s*(?:-->|\*\/\})\s*$/;
const HEAD = new RegExp(`^${KIT} (\\d+) ([\\w-]+) (\\w+)( untitled)?$`);
const PART = /^card ([\w-]+)$/;
const EMBED = /^embed ([\w-]+) ([1-9]\d{1,3})(?: ([\w%*.:/,@&=+-]+))?$/;

/** A part of the file: what its mark says, and the lines up to the next. */
interface Part {
  readonly mark: string;
  readonly lines: string[];
}

/** A card from the text of its file. Nothing is thrown, and no line is dropped without being told. */
export function readCard(written: string): ReadCard {
  const text = written.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { ok: false, problem: 'empty' };
  const [before, ...parts] = partsOf(text);
  const head = HEAD.exec(parts[0]?.mark ?? '');
  if (!head) return { ok: false, problem: 'foreign' };
  if (Number(head[1]) > FILE_VERSION) return { ok: false, problem: 'newer' };
  if (!parts.some(({ mark }) => mark === 'card end')) return { ok: false, problem: 'cut' };

  const left: string[] = [...(before?.lines ?? [])];
  const sections: Record<SectionId, string> = { ...EMPTY.sections };
  const embeds: CardEmbed[] = [];
  let title = '';
  for (const { mark, lines } of parts) {
    const [, part = ''] = PART.exec(mark) ?? [];
    const embed = embedOf(mark);
    if (HEAD.test(mark)) {
      const [named, rest] = headed(lines, '# ');
      if (!head[4]) title = unescapeLine(named);
      left.push(...rest);
    } else if (isSection(part)) {
      const more = textOf(trimmed(headed(lines, '## ')[1]));
      sections[part] = [sections[part], more].filter((one) => one !== '').join('\n\n');
    } else if (embed) {
      embeds.push(embed);
      left.push(...lines.filter((line) => !ofEmbed(line)));
    } else if (part === 'embeds') left.push(...headed(lines, '## ')[1]);
    else if (part === 'end') left.push(...trimmed(lines).slice(1));
    else left.push(mark, ...lines);
  }
  const host = HOSTS.find((one) => one === head[3]) ?? EMPTY.host;
  const card = tidy({ title, sections, embeds, host: host satisfies Host });
  return { ok: true, card, leftover: trimmed(left).join('\n') };
}

/** The file cut at its marks. The first part is what stands before any. Marks inside fences are the team's own text. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [{ mark: '', lines: [] }];
  let fence = '';
  for (const raw of text.split('\n')) {
    const [, mark] = fence === '' ? (MARK.exec(raw) ?? []) : [];
    if (mark !== undefined && isOurs(mark)) {
      parts.push({ mark, lines: [] });
      continue;
    }
    parts.at(-1)?.lines.push(raw);
    if (fence !== '') {
      if (closes(raw, fence)) fence = '';
      continue;
    }
    const [line] = linesOf(raw);
    if (line?.kind === 'open') fence = line.fence;
  }
  return parts;
}

function isOurs(mark: string): boolean {
  return HEAD.test(mark) || PART.test(mark) || EMBED.test(mark);
}

function embedOf(mark: string): CardEmbed | null {
  const [, widget, height, query = ''] = EMBED.exec(mark) ?? [];
  return widget === undefined ? null : { widget, height: Number(height), query: plain(query) };
}

/** Undoes what kept the query from ending its comment. */
function plain(query: string): string {
  return query.replaceAll('-%2D', '--').replaceAll('%2A', '*');
}

/** What an embed is written with: a frame and its script, or a link in a list. */
function ofEmbed(line: string): boolean {
  return /^\s*(?:<\/?(?:iframe|script)\b|- \[|$)/.test(line);
}

/** The words of the heading at the top, and the lines after it. */
function headed(lines: readonly string[], sign: '# ' | '## '): [string, readonly string[]] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const line = lines[first]?.trim() ?? '';
  return line.startsWith(sign)
    ? [line.slice(sign.length).trim(), lines.slice(first + 1)]
    : ['', lines];
}

/** Without the blank lines at both ends. The one before the next mark is the file's, not the team's. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

function isSection(part: string): part is SectionId {
  return SECTIONS.some((id) => id === part);
}
