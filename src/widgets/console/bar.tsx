import { useEffect, useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import type { Desk } from './desk.ts';

/** `screen` is xterm, `plain` an input field below the text: for touch keyboards, and for who prefers it. */
export type Face = 'screen' | 'plain';

export interface BarProps {
  readonly desk: Desk;
  readonly word: Word;
  readonly face: Face;
  /** What stands here while no shell is open: its button, and what it would open. */
  readonly closed: { readonly button: string; readonly note: string };
  /** The evidence file that a command waits for, or null. */
  readonly fetching: string | null;
  readonly setFace: (face: Face) => void;
  readonly run: () => void;
  readonly open: () => void;
  /** The transcript, to copy. */
  readonly text: () => string;
  readonly say: (text: string) => void;
}

/** What can be done with the shell now, and what it is doing. */
export function Bar(props: BarProps) {
  const { desk, word, face } = props;
  const { session, standing, problem } = desk;
  const running = session.running !== null;
  const { copied, byHand, copy, done } = useCopy(props);
  return (
    <div class="tm-bar">
      {standing === 'open' && face === 'screen' && !running && (
        <button type="button" class="b b-go" onClick={props.run}>
          {word('terminal.run')}
        </button>
      )}
      {running && standing === 'open' && (
        <button type="button" class="b b-go" onClick={() => desk.act([{ do: 'interrupt' }])}>
          {word('terminal.stop')}
        </button>
      )}
      {(standing === 'closed' || standing === 'failed') && face === 'screen' && (
        <button type="button" class="b b-go" onClick={props.open}>
          {standing === 'failed' ? word('terminal.again') : props.closed.button}
        </button>
      )}
      <span class="tm-status" role="status">
        {standing === 'closed' && props.closed.note}
        {standing === 'opening' && word('terminal.opening')}
        {standing === 'failed' && word('terminal.failed', { detail: problem })}
        {running && standing === 'open' && <Clock key={session.entries.length} {...props} />}
      </span>
      <span class="tm-tools">
        <button
          type="button"
          class="b"
          onClick={() => props.setFace(face === 'screen' ? 'plain' : 'screen')}
        >
          {word(face === 'screen' ? 'terminal.toPlain' : 'terminal.toScreen')}
        </button>
        {session.entries.length > 0 && (
          <>
            <button type="button" class="b" onClick={() => desk.act([{ do: 'clear' }])}>
              {word('terminal.clear')}
            </button>
            <button type="button" class="b" onClick={copy}>
              {word(copied ? 'terminal.copied' : 'terminal.copy')}
            </button>
          </>
        )}
      </span>
      {byHand !== null && (
        <textarea
          class="field tm-by-hand"
          readOnly
          rows={4}
          value={byHand}
          aria-label={word('terminal.byHand')}
          ref={(box) => box?.select()}
          onBlur={done}
        />
      )}
    </div>
  );
}

/** Seconds since the line began, once it takes any; and the file it waits for. */
function Clock({ word, fetching }: BarProps) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  if (fetching !== null) return <span>{word('terminal.fetching', { path: fetching })}</span>;
  return seconds > 0 ? <span>{word('terminal.running', { n: seconds })}</span> : null;
}

/** Copies the transcript. Where there is no clipboard (a sandboxed frame), the text comes to the page, selected. */
function useCopy({ word, text, say }: BarProps) {
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      say(word('terminal.copied'));
    } catch {
      setByHand(text());
    }
  };
  return { copied, byHand, copy, done: () => setByHand(null) };
}
