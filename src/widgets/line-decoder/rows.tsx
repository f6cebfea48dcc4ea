import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { Sum, Table, TableRow } from '../../evidence/ttrpc/table.ts';
import type { Locale, Word } from '../contract.ts';
import { DecodedLine } from './line-card.tsx';
import { list, refusal, TAG_LOOK } from './phrases.ts';

interface RowsProps {
  readonly id: string;
  readonly table: Table;
  readonly open: string;
  readonly word: Word;
  readonly locale: Locale;
  readonly live: boolean;
  toggle(row: string): void;
}

/** A table of counts with every row in words, then the sums that must hold, then the versions that fit. */
export function Rows(props: RowsProps) {
  const { table, word, locale } = props;
  return (
    <div class="ld-table">
      <table>
        <thead>
          <tr>
            <th scope="col" class="ld-count">
              {word('line-decoder.count')}
            </th>
            <th scope="col">{word('line-decoder.line')}</th>
            <th scope="col">{word('line-decoder.what')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={row.row.at} {...props} row={row} />
          ))}
        </tbody>
      </table>
      <Sums sums={table.sums} word={word} />
      <Versions table={table} word={word} locale={locale} />
    </div>
  );
}

function Row({
  id,
  row,
  open,
  word,
  locale,
  live,
  toggle,
}: RowsProps & { readonly row: TableRow }) {
  const { decoded, match, tag } = row;
  const name = formatAt(decoded.at);
  const isOpen = open === name;
  const panel = `${id}-row-${row.row.at}`;
  const known = decoded.ok;
  return (
    <>
      <tr data-tag={tag} data-open={isOpen}>
        <td class="ld-count">{row.row.count}</td>
        <th scope="row">
          {live && known ? (
            <button
              type="button"
              class="ld-line"
              aria-expanded={isOpen}
              aria-controls={panel}
              onClick={() => toggle(name)}
            >
              {name}
            </button>
          ) : (
            <code class="ld-line">{name}</code>
          )}
        </th>
        <td>
          <span class={TAG_LOOK[tag]}>{word(`ttrpc.tag.${tag}`)}</span>{' '}
          <span class="ld-says">{says(row, word, locale)}</span>
        </td>
      </tr>
      {isOpen && match && (
        <tr class="ld-more">
          <td colSpan={3} id={panel}>
            <DecodedLine decoded={decoded} at={decoded.at} word={word} locale={locale} />
          </td>
        </tr>
      )}
    </>
  );
}

function says({ decoded, match }: TableRow, word: Word, locale: Locale): string {
  if (!decoded.ok) return refusal(decoded, word, locale);
  const [position] = match?.positions ?? [];
  if (!match || !position) {
    return list(
      [...new Set(decoded.matches.map((one) => word(`ttrpc.actor.${one.actor}`)))],
      locale,
    );
  }
  const actor = word(`ttrpc.actor.${match.actor}`);
  if (match.kind === 'creation') return word('line-decoder.says.creation', { actor });
  if (match.kind === 'path') return word('line-decoder.says.path', { actor });
  return word(`ttrpc.position.${position.id}`);
}

const SUM_LOOK: Readonly<Record<Sum['verdict'], string>> = {
  holds: 'tag tag-sound',
  fails: 'tag tag-stuck',
  open: 'tag ld-tag-plain',
};

const SIGN: Readonly<Record<Sum['verdict'], string>> = { holds: '=', fails: '≠', open: '>' };

/** `:434 169 ≠ 6 + 164`: the checksums of a dump, as sums one can follow. */
function Sums({ sums, word }: { readonly sums: readonly Sum[]; readonly word: Word }) {
  if (sums.length === 0) return null;
  const unequal = sums.filter((sum) => sum.verdict !== 'holds');
  return (
    <section class="ld-sums">
      <p class="ld-h">{word('line-decoder.sums')}</p>
      <ul>
        {sums.map((sum) => (
          <li key={formatAt(sum.total.at)} data-verdict={sum.verdict}>
            <span class="ld-sum">
              <code>:{sum.total.at.line}</code> <b>{sum.total.count}</b>{' '}
              <span class="ld-sign">{SIGN[sum.verdict]}</span> {sum.parts.length === 0 && <b>0</b>}
              {sum.parts.map((part, i) => (
                <>
                  {i > 0 && ' + '}
                  <b>{part.count}</b> <code>:{part.at.line}</code>
                </>
              ))}
            </span>
            <span class={SUM_LOOK[sum.verdict]}>{word(`line-decoder.sum.${sum.verdict}`)}</span>
          </li>
        ))}
      </ul>
      {unequal.map((sum) => (
        <p key={formatAt(sum.total.at)}>
          {word(sum.difference > 0 ? 'line-decoder.sum.over' : 'line-decoder.sum.under', {
            n: Math.abs(sum.difference),
            at: formatAt(sum.total.at),
          })}
        </p>
      ))}
    </section>
  );
}

function Versions({
  table,
  word,
  locale,
}: {
  readonly table: Table;
  readonly word: Word;
  readonly locale: Locale;
}) {
  const { fits, misfits, named, client } = table.narrowing;
  if (fits.length === 0 && named === null) return null;
  return (
    <p class="ld-fits">
      {word('line-decoder.fits', {
        versions: list(fits.length > 0 ? fits : [named ?? ''], locale),
      })}{' '}
      {misfits.length > 0 &&
        word('line-decoder.misfits', { lines: list(misfits.map(formatAt), locale) })}
      {fits.length > 1 && client === null && word('line-decoder.tellVersion')}{' '}
      {table.half.server && !table.half.client && word('line-decoder.askClient')}
    </p>
  );
}
