import type { Row } from '../../lesson/exercise.ts';
import type { Word } from '../contract.ts';

/** Rows quoted from the evidence, set as `uniq -c` prints them. */
export function Rows({ rows, word }: { readonly rows: readonly Row[]; readonly word: Word }) {
  return (
    <table class="rows">
      <caption>{word('lesson.given')}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{word('lesson.row.count')}</th>
          <th scope="col">{word('lesson.row.code')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <td>{row.count}</td>
            <td>{row.code}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
