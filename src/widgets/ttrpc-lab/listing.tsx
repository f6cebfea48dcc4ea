import type { Machine, State } from '../../model/kernel/machine.ts';
import type { KindName } from '../../model/kernel/program.ts';
import { placeOf, versionOf } from '../../model/ttrpc/places.ts';
import type { Word } from '../contract.ts';
import type { Versions } from './scene.ts';
import { nameOf } from './words.ts';

interface ListingProps {
  readonly machine: Machine;
  readonly shown: State;
  readonly kind: KindName;
  readonly versions: Versions;
  readonly word: Word;
}

/** A goroutine's lines in words of our own, the present one lit, beside the real file and line. */
export function Listing({ machine, shown, kind, versions, word }: ListingProps) {
  const program = machine.params.program.find(({ name }) => name === kind);
  if (!program) return null;
  const version = versionOf(kind, versions);
  const standing = countsOf(machine, shown, kind);
  return (
    <section class="lab-panel lab-listing">
      <p class="lab-h">
        {nameOf(kind, word)} <span class="lab-version">ttrpc {version}</span>
      </p>
      <table>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{word('ttrpc-lab.col.here')}</th>
            <th scope="col">{word('ttrpc-lab.col.code')}</th>
            <th scope="col">{word('ttrpc-lab.col.line')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(program.lines).map(([name, line]) => {
            const count = standing.get(name) ?? 0;
            return (
              <tr key={name} data-here={count > 0}>
                <td class="lab-here">{count > 0 && `${count}×`}</td>
                <td class="lab-code">{line.code}</td>
                <td class="lab-src">{placeOf({ source: line }, version)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** How many goroutines of the kind stand at each line. */
function countsOf(machine: Machine, state: State, kind: KindName): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line?.kind === kind) counts.set(line.name, (counts.get(line.name) ?? 0) + 1);
  }
  return counts;
}
