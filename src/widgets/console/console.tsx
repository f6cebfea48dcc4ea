import type { ComponentChildren } from 'preact';
import { promptAt, promptOf, transcriptOf } from '../../shell/session.ts';
import type { Word } from '../contract.ts';
import { Bar, type BarProps } from './bar.tsx';
import { CommandLine } from './command-line.tsx';
import type { Desk } from './desk.ts';
import { Drawn } from './drawn.tsx';
import { Log } from './log.tsx';
import type { Still } from './still.ts';
import type { AtFace } from './use-face.ts';

export interface ConsoleProps {
  readonly id: string;
  readonly desk: Desk;
  readonly at: AtFace;
  readonly word: Word;
  readonly live: boolean;
  /** What stands here before the page runs, and what it was made of. */
  readonly still: Still & { readonly key: string };
  readonly closed: BarProps['closed'];
  readonly fetching: string | null;
  readonly say: (text: string) => void;
  /** Between the bar and the keys' names. */
  readonly children?: ComponentChildren;
}

/** A shell as it is seen: what ran as text, and once it is opened, a real prompt. Its parts stand in a `.tm` of the widget's. */
export function Console(props: ConsoleProps) {
  const { id, desk, at, word, live, still } = props;
  const { session } = desk;
  const { face, drawn } = at;
  const shown = live ? session : still;
  return (
    <>
      {drawn ? (
        <Drawn
          id={id}
          desk={desk}
          label={word('terminal.input')}
          leftOut={(n) => word('terminal.leftOut', { n })}
          keep={at.screen}
        />
      ) : (
        <Log
          id={`${id}-log`}
          entries={shown.entries}
          cwd={shown.cwd}
          still={live ? null : still.key}
          follow={live}
          word={word}
          {...(live && face === 'plain'
            ? {}
            : { prompt: live ? promptOf(session) + session.line.text : promptAt(still.cwd) })}
        />
      )}
      {live && face === 'plain' && (
        <CommandLine id={id} desk={desk} word={word} field={at.field} run={at.run} />
      )}
      {live && (
        <>
          <Bar
            desk={desk}
            word={word}
            face={face}
            closed={props.closed}
            fetching={props.fetching}
            setFace={at.setFace}
            run={at.run}
            open={at.open}
            text={() => transcriptOf(session.entries)}
            say={props.say}
          />
          {props.children}
          {drawn && <p class="tm-keys">{word('terminal.keys')}</p>}
          {drawn && session.entries.length > 0 && (
            <details class="tm-twin">
              <summary>{word('terminal.asText')}</summary>
              <Log
                id={`${id}-twin`}
                entries={session.entries}
                cwd={session.cwd}
                still={null}
                word={word}
              />
            </details>
          )}
        </>
      )}
    </>
  );
}
