import type { LineCount } from '../../evidence/goroutine/types.ts';
import type { Word } from '../contract.ts';
import { place } from './names.ts';

/** Rows of a `sort | uniq -c` table, as they stand, with what they cannot tell said above them. */
export function CountTable(props: { readonly rows: readonly LineCount[]; readonly word: Word }) {
  const { rows, word } = props;
  const most = Math.max(...rows.map(({ count }) => count));
  return (
    <div class="gd-table">
      <p>{word('goroutine-dump.tableNote')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{word('goroutine-dump.count')}</th>
            <th scope="col">{word('goroutine-dump.tableLine')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.at}>
              <td class="gd-count">
                <b>{row.count}</b>
                <i
                  style={{ inlineSize: `${Math.max(2, (row.count / most) * 100)}%` }}
                  aria-hidden="true"
                />
              </td>
              <td class="code" title={row.file}>
                {place(row)} {row.offset}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
