import { bar, exact, said, share } from './amounts.ts';
import type { TopPanel as Found } from './answer.ts';
import { ColumnHead } from './column-head.tsx';
import { PAGE, type PanelProps, STILL_ROWS } from './data.ts';
import { FuncName } from './func-name.tsx';
import { SearchField } from './search-field.tsx';

/** Flat and cum of every function. */
export function TopPanel(props: PanelProps & { readonly panel: Found; more(): void }) {
  const { panel, answer, word, live, locale, more } = props;
  const { unit } = answer.sampleType;
  const { total } = answer;
  const most = panel.largest?.flat ?? 0;
  const rows = live ? panel.rows : panel.rows.slice(0, STILL_ROWS);
  const hidden = panel.matching - rows.length;
  return (
    <>
      <SearchField
        {...props}
        result={
          answer.question.search === ''
            ? word('profile.functions', { n: panel.size })
            : word('profile.matching', { n: panel.matching, total: panel.size })
        }
      />
      <table class="pf-table">
        <caption class="visually-hidden">{word('profile.topCaption')}</caption>
        <thead>
          <tr>
            <ColumnHead
              {...props}
              sort="flat"
              title={word('profile.flat')}
              words={word('profile.flatMeans')}
            />
            <th scope="col" class="pf-number pf-part">
              {word('profile.flatShare')}
            </th>
            <ColumnHead
              {...props}
              sort="cum"
              title={word('profile.cum')}
              words={word('profile.cumMeans')}
            />
            <th scope="col" class="pf-number pf-part">
              {word('profile.cumShare')}
            </th>
            <ColumnHead
              {...props}
              sort="name"
              number={false}
              title={word('profile.function')}
              words={word('profile.function')}
            />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ func, flat, cum }) => (
            <tr key={func}>
              <td class="pf-number pf-bar" title={exact(flat, unit)}>
                {said(flat, unit)}
                <small class="pf-narrow">{share(flat, total, locale)}</small>
                <i style={{ inlineSize: bar(flat, most) }} aria-hidden="true" />
              </td>
              <td class="pf-number pf-part">{share(flat, total, locale)}</td>
              <td class="pf-number" title={exact(cum, unit)}>
                {said(cum, unit)}
                <small class="pf-narrow">{share(cum, total, locale)}</small>
              </td>
              <td class="pf-number pf-part">{share(cum, total, locale)}</td>
              <th scope="row" class="pf-where code">
                <FuncName {...props} func={func} />
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 &&
        (live ? (
          <button type="button" class="b pf-more" onClick={more}>
            {word('profile.more', { n: Math.min(hidden, 5 * PAGE) })}
          </button>
        ) : (
          <p class="pf-note">{word('profile.moreRows', { n: hidden })}</p>
        ))}
    </>
  );
}
