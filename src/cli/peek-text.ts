import { type Peek, peek } from '../evidence/pprof/peek.ts';
import { top } from '../evidence/pprof/top.ts';
import { format } from '../evidence/pprof/unit.ts';
import { type Cell, table } from './columns.ts';
import { type Fault, faultOf } from './fault.ts';
import { printable } from './printable.ts';
import type { Shown } from './shown.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** Names told when several fit. */
const TOLD = 5;

/** The function meant by a name or a part of one. */
export function functionNamed(
  { profile, types }: Pick<Shown, 'profile' | 'types'>,
  asked: string,
  word: Words,
): { readonly ok: true; readonly name: string } | Fault {
  const rows = types.map((type) => top(profile, type));
  if (rows.some((table) => table.find(asked))) return { ok: true, name: asked };
  const names = [...new Set(rows.flatMap((table) => table.rows().map(({ func }) => func)))];
  const having = names.filter((name) => name.includes(asked));
  // `NewWriter` means compress/flate.NewWriter rather than NewWriterDict.
  const ending = having.filter((name) => name.endsWith(`.${asked}`) || name.endsWith(`/${asked}`));
  const [only, ...others] = ending.length > 0 ? ending : having;
  if (only !== undefined && others.length === 0) return { ok: true, name: only };
  const at = `--peek ${asked}`;
  if (only === undefined) {
    return faultOf(
      word('cli.problem.noFunction', { name: asked }),
      at,
      word('cli.hint.noFunction'),
    );
  }
  const told = [only, ...others].slice(0, TOLD).join(', ');
  const n = others.length + 1;
  return faultOf(
    word('cli.problem.functions', { name: asked, n }),
    at,
    word('cli.hint.functions', { names: told }),
  );
}

/** A function between its callers and its callees. */
export function peekText(shown: Shown, func: string, terminal: Terminal, word: Words): string[] {
  return shown.types.flatMap((type) => {
    const found = peek(shown.profile, type, func);
    return found ? one(found, terminal, word) : [];
  });
}

function one(found: Peek, terminal: Terminal, word: Words): string[] {
  const { unit } = found.sampleType;
  const edge =
    (mark: string) =>
    (each: Peek['callers'][number]): readonly Cell[] => [
      { text: format(each.value, unit), look: 'number' },
      `${mark} ${printable(each.func)}`,
    ];
  const self: readonly Cell[] = [
    { text: format(found.cum, unit), look: 'number' },
    {
      text: `${printable(found.func)}  ${word('cli.peek.flat', { value: format(found.flat, unit) })}`,
      look: 'strong',
    },
  ];
  return [
    word('cli.peek.title', { type: printable(found.sampleType.type) }),
    ...table(
      [{ title: '', align: 'right' }, { title: '' }],
      [...found.callers.map(edge('↓')), self, ...found.callees.map(edge('  →'))],
      terminal,
    ),
  ];
}
