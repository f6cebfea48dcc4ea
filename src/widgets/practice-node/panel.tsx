import type { NodeView } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';
import { MemoryChart } from './memory-chart.tsx';
import { JUMPS } from './phrases.ts';

interface PanelProps {
  readonly id: string;
  readonly view: NodeView;
  /** Named in the still, so that the live page finds the node again; null once it is live. */
  readonly still: string | null;
  readonly word: Word;
  readonly live: boolean;
  later(seconds: number): void;
}

/** The node from outside: its clock, what runs, its memory; and the hand that turns the clock on. */
export function Panel({ id, view, still, word, live, later }: PanelProps) {
  return (
    <section
      class="pn-panel"
      aria-label={word('practice-node.node')}
      data-still={still ?? undefined}
      data-view={still === null ? undefined : JSON.stringify(view)}
    >
      <div class="pn-clock">
        <span class="pn-label">{word('practice-node.clock')}</span>
        <time datetime={view.clock}>
          <b>{view.clock.slice(11, 19)}</b> <span>{view.clock.slice(0, 10)} UTC</span>
        </time>
        <span class="pn-facts">
          <code>containerd {view.containerd}</code>
          {view.jobs > 0 && (
            <span class="tag tag-wait">{word('practice-node.jobs', { n: view.jobs })}</span>
          )}
        </span>
      </div>
      <MemoryChart id={id} view={view} word={word} />
      {live && (
        <fieldset class="pn-later">
          <legend class="pn-label">{word('practice-node.later')}</legend>
          {JUMPS.map(([seconds, text]) => (
            <button key={seconds} type="button" class="b" onClick={() => later(seconds)}>
              {word(text)}
            </button>
          ))}
        </fieldset>
      )}
    </section>
  );
}
