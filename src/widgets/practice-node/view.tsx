import { useRef } from 'preact/hooks';
import { Console } from '../console/console.tsx';
import { useFace } from '../console/use-face.ts';
import { Waiting } from '../console/waiting.tsx';
import type { ViewProps } from '../contract.ts';
import { keyOf, type PracticeData } from './data.ts';
import { DrillPanel } from './drill-panel.tsx';
import { FileBar } from './file-bar.tsx';
import { Panel } from './panel.tsx';
import type { PracticeState } from './state.ts';
import { Steps } from './steps.tsx';
import { useNode } from './use-node.ts';

/** A node that behaves: its shell, what it looks like from outside, and the steps of the investigation. */
export function View(props: ViewProps<PracticeState, PracticeData>) {
  const { id, state, data, word, live } = props;
  const node = useNode(props);
  const { seat } = node;
  const { desk } = seat;
  const at = useFace(desk);
  const shell = useRef<HTMLDivElement>(null);
  const offer = (line: string) => {
    at.offer(line);
    // A hint may stand a screen below the shell: without this nothing seems to happen.
    shell.current?.scrollIntoView({ block: 'nearest' });
    props.say(word('practice-node.didOffer', { line }));
  };
  const key = keyOf(state);
  const captured = props.chapter?.('reading-164') ?? null;
  return (
    <div class="pn">
      <div class="tm" data-face={at.face} ref={shell}>
        {live && data.waiting.length > 0 && (
          <Waiting lines={data.waiting} word={word} run={node.runWaiting} />
        )}
        <Console
          id={id}
          desk={desk}
          at={at}
          word={word}
          live={live}
          still={{ key, entries: data.entries, cwd: data.cwd }}
          closed={{ button: word('practice-node.open'), note: word('practice-node.closed') }}
          fetching={null}
          say={props.say}
        >
          {seat.waits && <p class="pn-waits">{word('practice-node.waits')}</p>}
        </Console>
      </div>
      <div class="pn-side">
        <Panel
          id={id}
          view={data.view}
          still={live ? null : key}
          word={word}
          live={live}
          later={(seconds) => void seat.later(seconds)}
        />
        {live && state.drill && (
          <DrillPanel id={id} seat={seat} view={data.view} word={word} say={props.say} />
        )}
        {live && <FileBar node={node} word={word} say={props.say} />}
      </div>
      {state.goals && (
        <Steps
          id={id}
          reached={data.view.reached}
          word={word}
          live={live}
          running={desk.session.running !== null}
          offer={offer}
        />
      )}
      <p class="pn-made">
        <span class="tag tag-flow">{word('practice-node.generated')}</span>
        <span>
          {word('practice-node.made')}{' '}
          {captured === null ? (
            word('practice-node.captured')
          ) : (
            <a href={captured}>{word('practice-node.captured')}</a>
          )}
        </span>
      </p>
    </div>
  );
}
