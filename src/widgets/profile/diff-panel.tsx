import { bar, exact, said, signed } from './amounts.ts';
import type { DiffPanel as Found } from './answer.ts';
import { BaseBar, type BaseBarProps } from './base-bar.tsx';
import { minus } from './changes.ts';
import { ColumnHead } from './column-head.tsx';
import { PAGE, STILL_ROWS } from './data.ts';
import { FlameView } from './flame-view.tsx';
import { FuncName } from './func-name.tsx';
import { SearchField } from './search-field.tsx';

interface DiffPanelProps extends BaseBarProps {
  readonly panel: Found;
  more(): void;
}

/** The profile less its base: every function with its signed change, then the same as a flame. */
export function DiffPanel(props: DiffPanelProps) {
  const { panel, word } = props;
  return (
    <>
      <BaseBar {...props} />
      {panel.compared ? (
        <Compared {...props} compared={panel.compared} />
      ) : (
        <p class="pf-note">{word('profile.noBase')}</p>
      )}
    </>
  );
}

type Compared = NonNullable<Found['compared']>;

function Compared(props: DiffPanelProps & { readonly compared: Compared }) {
  const { compared, answer, word, live, more } = props;
  const { unit } = answer.sampleType;
  const { before, after, counts } = compared;
  const rows = live ? compared.rows : compared.rows.slice(0, STILL_ROWS);
  const hidden = compared.matching - rows.length;
  const most = Math.abs(Number(compared.largest?.flat ?? 0));
  const net = minus(after, before);
  return (
    <>
      <p class="pf-net">
        <strong title={exact(net, unit)}>{signed(net, unit)}</strong>{' '}
        <span>
          {word('profile.fromTo', { before: said(before, unit), after: said(after, unit) })}
        </span>
        <span class="pf-facts">
          {(['grew', 'shrank', 'new', 'gone'] as const).map((kind) => (
            <span key={kind}>
              {word(`profile.change.${kind}`)} <b>{counts[kind]}</b>
            </span>
          ))}
        </span>
      </p>
      <SearchField {...props} result={word('profile.functions', { n: compared.matching })} />
      <table class="pf-table">
        <caption class="visually-hidden">{word('profile.diffCaption')}</caption>
        <thead>
          <tr>
            <ColumnHead
              {...props}
              sort="flat"
              title={word('profile.flatChange')}
              words={word('profile.flatMeans')}
            />
            <th scope="col" class="pf-number pf-part">
              {word('profile.beforeAfter')}
            </th>
            <ColumnHead
              {...props}
              sort="cum"
              title={word('profile.cumChange')}
              words={word('profile.cumMeans')}
            />
            <th scope="col">{word('profile.change')}</th>
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
          {rows.map((row) => (
            <tr key={row.func}>
              <td class="pf-number pf-bar" title={exact(row.flat, unit)}>
                {signed(row.flat, unit)}
                <i
                  class={row.flat < 0 ? 'pf-less' : undefined}
                  style={{ inlineSize: bar(row.flat, most) }}
                  aria-hidden="true"
                />
              </td>
              <td class="pf-number pf-part">
                {said(row.flatBefore, unit)} → {said(row.flatAfter, unit)}
              </td>
              <td
                class="pf-number"
                title={`${exact(row.cumBefore, unit)} → ${exact(row.cumAfter, unit)}`}
              >
                {signed(row.cum, unit)}
              </td>
              <td class="pf-kind">{word(`profile.change.${row.kind}`)}</td>
              <th scope="row" class="pf-where code">
                <FuncName {...props} func={row.func} />
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
      <h4 class="pf-sub">{word('profile.diffFlame')}</h4>
      <FlameView {...props} flame={compared.flame} signed={true} />
    </>
  );
}
