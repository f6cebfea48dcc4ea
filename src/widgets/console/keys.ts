import type { Edit } from '../../shell/line.ts';

/** What a key asks for. */
export type Action =
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'edit'; readonly edit: Edit }
  | { readonly do: 'submit' | 'complete' | 'interrupt' | 'clear' | 'older' | 'newer' };

const EDIT_KEYS: Readonly<Record<string, Edit>> = {
  '\x01': 'beginning-of-line',
  '\x1b[H': 'beginning-of-line',
  '\x1bOH': 'beginning-of-line',
  '\x05': 'end-of-line',
  '\x1b[F': 'end-of-line',
  '\x1bOF': 'end-of-line',
  '\x02': 'backward-char',
  '\x1b[D': 'backward-char',
  '\x1bOD': 'backward-char',
  '\x06': 'forward-char',
  '\x1b[C': 'forward-char',
  '\x1bOC': 'forward-char',
  '\x1bb': 'backward-word',
  '\x1b[1;5D': 'backward-word',
  '\x1b[1;3D': 'backward-word',
  '\x1bf': 'forward-word',
  '\x1b[1;5C': 'forward-word',
  '\x1b[1;3C': 'forward-word',
  '\x7f': 'backward-delete-char',
  '\b': 'backward-delete-char',
  '\x04': 'delete-char',
  '\x1b[3~': 'delete-char',
  '\x0b': 'kill-line',
  '\x15': 'unix-line-discard',
  '\x17': 'unix-word-rubout',
  '\x1bd': 'kill-word',
};

const OTHER_KEYS: Readonly<Record<string, Exclude<Action['do'], 'type' | 'edit'>>> = {
  '\r': 'submit',
  '\n': 'submit',
  '\t': 'complete',
  '\x03': 'interrupt',
  '\x0c': 'clear',
  '\x1b[A': 'older',
  '\x1bOA': 'older',
  '\x10': 'older',
  '\x1b[B': 'newer',
  '\x1bOB': 'newer',
  '\x0e': 'newer',
};

const PIECES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys come as control characters and escape sequences.
  /\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|\x1b[bdf]|\r\n|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g;

/** What a terminal sent, as actions. Pasted text with line ends gives lines to run, one after another. */
export function actionsIn(data: string): Action[] {
  return (data.match(PIECES) ?? []).flatMap((piece): Action[] => {
    const key = piece === '\r\n' ? '\r' : piece;
    const edit = EDIT_KEYS[key];
    if (edit !== undefined) return [{ do: 'edit', edit }];
    const other = OTHER_KEYS[key];
    if (other !== undefined) return [{ do: other }];
    return key.charCodeAt(0) < 32 ? [] : [{ do: 'type', text: key }];
  });
}
