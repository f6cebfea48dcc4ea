import { Console } from '../console/console.tsx';
import { useFace } from '../console/use-face.ts';
import { Waiting } from '../console/waiting.tsx';
import type { ViewProps } from '../contract.ts';
import { keyOf, type TerminalData } from './data.ts';
import { Offers } from './offer-buttons.tsx';
import type { TerminalState } from './state.ts';
import { useDesk } from './use-desk.ts';

/** A shell over the evidence: what ran as text, and once it is opened, a real prompt. */
export function View(props: ViewProps<TerminalState, TerminalData>) {
  const { id, state, data, word, live } = props;
  const { desk, fetching, runWaiting } = useDesk(props);
  const at = useFace(desk);
  return (
    <div class="tm" data-face={at.face}>
      {live && data.waiting.length > 0 && (
        <Waiting lines={data.waiting} word={word} run={runWaiting} />
      )}
      <Console
        id={id}
        desk={desk}
        at={at}
        word={word}
        live={live}
        still={{ key: keyOf(state), entries: data.entries, cwd: data.cwd }}
        closed={{ button: word('terminal.open'), note: word('terminal.closed') }}
        fetching={fetching}
        say={props.say}
      >
        <Offers
          cwd={desk.session.cwd}
          state={state}
          word={word}
          offer={at.offer}
          disabled={desk.session.running !== null}
        />
      </Console>
    </div>
  );
}
