import { exact, named } from './amounts.ts';
import { cumOf, partOf, selfOf, type Telling, titleOf } from './box-text.ts';
import { amountOf } from './flame-columns.ts';
import { visible } from './flame-walk.ts';

/** Boxes below this part of what is zoomed in on are left out, and so are those after so many; in print more of them. */
const PART = 0.01;
const STILL_PART = 0.05;
const MOST = 80;

/** The flame as a table, from the outside in: for screen readers, and where there is no script. */
export function FlameTwin({
  telling,
  zoomed,
  live,
}: {
  readonly telling: Telling;
  readonly zoomed: number;
  readonly live: boolean;
}) {
  const { flame, word, unit } = telling;
  const { boxes, hidden } = visible(flame, zoomed, live ? PART : STILL_PART, MOST);
  const base = flame.depth[zoomed] ?? 0;
  return (
    <>
      <table class="pf-table">
        <caption class="visually-hidden">{word('profile.flameLabel')}</caption>
        <thead>
          <tr>
            <th scope="col" class="pf-number">
              {word('profile.level')}
            </th>
            <th scope="col" class="pf-number">
              {word('profile.cum')}
            </th>
            <th scope="col" class="pf-number pf-part">
              {word('profile.flat')}
            </th>
            <th scope="col" class="pf-number">
              {word('profile.width')}
            </th>
            <th scope="col">{word('profile.function')}</th>
          </tr>
        </thead>
        <tbody>
          {boxes.map((box) => {
            const level = (flame.depth[box] ?? 0) - base;
            return (
              <tr key={box}>
                <td class="pf-number">{level}</td>
                <td class="pf-number" title={exact(amountOf(flame, box), unit)}>
                  {cumOf(telling, box)}
                </td>
                <td class="pf-number pf-part">{selfOf(telling, box)}</td>
                <td class="pf-number">{partOf(telling, box)}</td>
                <th
                  scope="row"
                  class="pf-where code"
                  title={titleOf(telling, box)}
                  style={{ paddingInlineStart: `${Math.min(level, 16) * 0.5 + 0.5}rem` }}
                >
                  {named(titleOf(telling, box)).short}
                </th>
              </tr>
            );
          })}
        </tbody>
      </table>
      {hidden > 0 && <p class="pf-note">{word('profile.smaller', { n: hidden })}</p>}
    </>
  );
}
