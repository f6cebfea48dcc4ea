import {
  CALL_HEAP,
  CALL_STACK,
  EVICTION_SLEEP,
  EXEC_GOROUTINES,
  EXEC_HEAP,
  KUBELET_CALL,
  LEAST_STACK,
  USUAL_DEADLINE,
} from '../../model/leak/constants.ts';
import type { Word, WordKey } from '../contract.ts';
import { grouped } from './phrases.ts';

/** How sure a figure is. */
type Rests = 'measured' | 'read' | 'assumed';

const TAGS = { measured: 'tag tag-sound', read: 'tag tag-flow', assumed: 'tag tag-wait' } as const;

const FIGURES = [
  ['leak-curves.source.stack', `${grouped(CALL_STACK)} B`, 'measured'],
  ['leak-curves.source.heap', `${grouped(CALL_HEAP)} B`, 'measured'],
  ['leak-curves.source.exec', `${grouped(EXEC_HEAP)} B`, 'measured'],
  ['leak-curves.source.execGoroutines', `${EXEC_GOROUTINES}`, 'read'],
  ['leak-curves.source.leastStack', `${grouped(LEAST_STACK)} B`, 'read'],
  ['leak-curves.source.eviction', `${EVICTION_SLEEP} s`, 'read'],
  ['leak-curves.source.deadline', `${USUAL_DEADLINE} s`, 'read'],
  ['leak-curves.source.kubelet', `${grouped(KUBELET_CALL)} B`, 'assumed'],
] as const satisfies readonly (readonly [WordKey, string, Rests])[];

/** What each figure rests on, and what nobody measured. */
export function Sources({ word }: { readonly word: Word }) {
  return (
    <details class="lk-sources">
      <summary>{word('leak-curves.sources')}</summary>
      <ul>
        {FIGURES.map(([key, value, rests]) => (
          <li key={key}>
            <code>{value}</code>
            <span class={TAGS[rests]}>{word(`leak-curves.rests.${rests}`)}</span>
            <span>{word(key)}</span>
          </li>
        ))}
      </ul>
      <p class="lk-soft">{word('leak-curves.unknown')}</p>
    </details>
  );
}
