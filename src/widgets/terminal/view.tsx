import { useEffect, useRef, useState } from 'preact/hooks';
import { promptAt, promptOf, transcriptOf } from '../../shell/session.ts';
import type { ViewProps } from '../contract.ts';
import { Bar, type Face } from './bar.tsx';
import { CommandLine } from './command-line.tsx';
import { keyOf, type TerminalData } from './data.ts';
import type { Desk } from './desk.ts';
import { Log } from './log.tsx';
import { Offers } from './offer-buttons.tsx';
import type { Screen } from './screen.ts';
import type { TerminalState } from './state.ts';
import { useDesk } from './use-desk.ts';
import { Waiting } from './waiting.tsx';

/** A shell over the evidence: what ran as text, and once it is opened, a real prompt. */
export function View(props: ViewProps<TerminalState, TerminalData>) {
  const { id, state, data, word, live } = props;
  const { desk, fetching, runWaiting } = useDesk(props);
  const { session, standing } = desk;
  const [face, setFace] = useState<Face>('screen');
  const field = useRef<HTMLInputElement>(null);
  const screen = useRef<Screen | null>(null);
  // A touch keyboard and xterm do not go together; who has a mouse may still change.
  useEffect(() => {
    if (matchMedia('(pointer: coarse)').matches) setFace('plain');
  }, []);

  const drawn = face === 'screen' && standing === 'open';
  const focus = () => (drawn ? screen.current?.focus() : field.current?.focus());
  const offer = (line: string) => {
    desk.offer(line);
    // On a touch screen the keyboard would rise over the line and its button.
    if (matchMedia('(pointer: coarse)').matches) return;
    void desk.open().then(focus);
    focus();
  };
  const run = () => {
    void desk.open();
    desk.act([{ do: 'submit' }]);
    focus();
  };

  return (
    <div class="tm" data-face={face}>
      {live && data.waiting.length > 0 && (
        <Waiting lines={data.waiting} word={word} run={runWaiting} />
      )}
      {drawn ? (
        <Drawn
          id={id}
          desk={desk}
          label={word('terminal.input')}
          leftOut={(n) => word('terminal.leftOut', { n })}
          keep={screen}
        />
      ) : (
        <Log
          id={`${id}-log`}
          entries={live ? session.entries : data.entries}
          cwd={live ? session.cwd : data.cwd}
          still={live ? null : keyOf(state)}
          follow={live}
          word={word}
          {...(live && face === 'plain'
            ? {}
            : { prompt: live ? promptOf(session) + session.line.text : promptAt(data.cwd) })}
        />
      )}
      {live && face === 'plain' && (
        <CommandLine id={id} desk={desk} word={word} field={field} run={run} />
      )}
      {live && (
        <>
          <Bar
            desk={desk}
            word={word}
            face={face}
            fetching={fetching}
            setFace={setFace}
            run={run}
            open={() => void desk.open().then(focus)}
            text={() => transcriptOf(session.entries)}
            say={props.say}
          />
          <Offers
            cwd={session.cwd}
            state={state}
            word={word}
            offer={offer}
            disabled={session.running !== null}
          />
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
    </div>
  );
}

interface DrawnProps {
  readonly id: string;
  readonly desk: Desk;
  readonly label: string;
  readonly leftOut: (count: number) => string;
  readonly keep: { current: Screen | null };
}

/** The place xterm draws in. Until its code is here the place is empty and as high as it will be. */
function Drawn({ id, desk, label, leftOut, keep }: DrawnProps) {
  const host = useRef<HTMLDivElement>(null);
  const now = useRef(desk);
  now.current = desk;
  useEffect(() => {
    let gone = false;
    void import('./screen.ts').then(({ openScreen }) => {
      if (gone || !host.current) return;
      keep.current = openScreen({
        host: host.current,
        label,
        leftOut,
        act: (actions) => now.current.act(actions),
      });
      keep.current.show(now.current.session, now.current.choices);
      keep.current.focus();
    });
    return () => {
      gone = true;
      keep.current?.close();
      keep.current = null;
    };
    // The words of a page do not change while it lives.
  }, [keep, label]);
  useEffect(() => keep.current?.show(desk.session, desk.choices));
  // The fit add-on measures its place with its padding, so the padding is around it.
  return (
    <div class="tm-screen">
      <div class="tm-fit" id={`${id}-screen`} ref={host} />
    </div>
  );
}
