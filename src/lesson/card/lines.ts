/** A line of what a team typed. A fence without an end reaches to the last line, as in CommonMark (4.5). */
export type Line =
  | { readonly kind: 'blank' }
  | { readonly kind: 'plain'; readonly text: string }
  /** `marker` as typed: `-`, `*` or `3.` */
  | { readonly kind: 'item'; readonly marker: string; readonly text: string }
  | { readonly kind: 'open'; readonly fence: string; readonly language: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'close'; readonly fence: string };

const ITEM = /^([-*]|\d{1,9}\.)\s+(\S.*)$/;
const OPEN = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
/** What python-markdown (MkDocs, TechDocs) lets stand as the language of a fence. */
const LANGUAGE = /^[\w#.+-]+$/;

/** The lines of a text. What stands outside fences is trimmed: indentation means nothing here. */
export function linesOf(typed: string): readonly Line[] {
  let fence = '';
  return typed
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .split('\n')
    .map((raw): Line => {
      if (fence !== '') {
        if (!closes(raw, fence)) return { kind: 'code', text: raw };
        const ended = fence;
        fence = '';
        return { kind: 'close', fence: ended };
      }
      const line = outside(raw.trim());
      if (line.kind === 'open') fence = line.fence;
      return line;
    });
}

/** Whether a line ends a fence: the same sign, as many at least, and nothing besides. */
export function closes(raw: string, fence: string): boolean {
  const bare = raw.trim();
  return (
    bare.length >= fence.length &&
    bare === (fence[0] ?? '').repeat(bare.length) &&
    /^ {0,3}\S/.test(raw)
  );
}

function outside(text: string): Line {
  if (text === '') return { kind: 'blank' };
  const [, ticks, tickInfo, waves, waveInfo] = OPEN.exec(text) ?? [];
  const fence = ticks ?? waves;
  if (fence !== undefined) {
    const [first = ''] = (tickInfo ?? waveInfo ?? '').trim().split(/\s/);
    return { kind: 'open', fence, language: LANGUAGE.test(first) ? first : '' };
  }
  const [, marker, item] = ITEM.exec(text) ?? [];
  if (marker !== undefined && item !== undefined) return { kind: 'item', marker, text: item };
  return { kind: 'plain', text };
}

/** A line as it is typed. */
export function spelled(line: Line): string {
  switch (line.kind) {
    case 'blank':
      return '';
    case 'plain':
    case 'code':
      return line.text;
    case 'item':
      return `${line.marker} ${line.text}`;
    case 'open':
      return line.fence + line.language;
    case 'close':
      return line.fence;
  }
}

/** The text with its lines trimmed, and without blank lines at its ends. Doing it twice changes nothing more. */
export function tidyText(typed: string): string {
  return linesOf(typed).map(spelled).join('\n').replace(/^\n+/, '').replace(/\s+$/, '');
}
