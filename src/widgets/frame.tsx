import { useEffect, useRef, useState } from 'preact/hooks';
import type { Deed } from '../lesson/progress.ts';
import type {
  Decoded,
  EvidencePort,
  Locale,
  ViewProps,
  WidgetDefinition,
  Word,
} from './contract.ts';

/** Where this widget stands and how its links are made; the island knows the page, the frame does not. */
export interface Links<State> {
  /** Address of this page with this state. */
  page(state: State): string;
  /** HTML to paste into another page. */
  snippet(state: State): string;
  /** Called after every change of state: an embed keeps its own address true. */
  moved(state: State): void;
}

export interface FrameProps<State, Data> {
  readonly id: string;
  readonly title: string;
  readonly definition: WidgetDefinition<State, Data>;
  /** The state the page was written with: what `Reset` goes back to. */
  readonly home: State;
  readonly state: State;
  readonly data: Data;
  readonly locale: Locale;
  readonly word: Word;
  readonly evidence: EvidencePort;
  /** Addresses of the chapters that are written, by slug. */
  readonly chapters: Readonly<Record<string, string>>;
  /** What a link asked for and could not have, to be said above the picture. */
  readonly problem?: Extract<Decoded<State>, { ok: false }> | null;
  /** Null in the still: a page without script has no buttons that do nothing. */
  readonly links: Links<State> | null;
  /** Keeps what the reader does. The still has nobody who does anything. */
  readonly note?: (deed: Deed) => void;
  /** The print that the still is for, if it is for one. */
  readonly paper?: 'handout' | 'answers' | null;
  /** Level of the widget's own heading, so that the page's outline stays whole. */
  readonly heading?: 1 | 2 | 3;
}

type Copied = 'link' | 'embed' | 'failed' | null;

/**
 * The frame around every widget: its name, what it shows in one sentence, copy link, copy embed, reset,
 * and the live region. The picture inside is the same one on the server and in the page.
 */
export function Frame<State, Data>(props: FrameProps<State, Data>) {
  const { id, definition, word, links } = props;
  const [live, setLive] = useState(false);
  const [state, setState] = useState(props.state);
  const [data, setData] = useState(props.data);
  const [problem, setProblem] = useState(props.problem ?? null);
  const [failure, setFailure] = useState('');
  const [said, setSaid] = useState('');
  const [copied, setCopied] = useState<Copied>(null);
  const [manual, setManual] = useState('');
  const epoch = useRef(0);

  useEffect(() => setLive(links !== null), [links]);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  const update = (next: State) => {
    setState(next);
    links?.moved(next);
  };

  const reset = async () => {
    const mine = ++epoch.current;
    try {
      const fresh = await definition.load(props.home, props.evidence);
      if (mine !== epoch.current) return;
      setData(fresh);
      setFailure('');
      setProblem(null);
      update(props.home);
      setSaid(word('widget.didReset'));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };

  const copy = async (what: 'link' | 'embed', text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setManual('');
      setCopied(what);
      setSaid(word(what === 'link' ? 'widget.didCopyLink' : 'widget.didCopyEmbed'));
    } catch {
      // No clipboard in a sandboxed frame: show the text, selected, so that the reader can copy it.
      setManual(text);
      setCopied('failed');
    }
  };

  const view: ViewProps<State, Data> = {
    id,
    state,
    data,
    locale: props.locale,
    word,
    live,
    update,
    supply: setData,
    say: setSaid,
    evidence: props.evidence,
    chapter: (slug) => props.chapters[slug] ?? null,
    ...(props.note && { note: props.note }),
  };
  const { View } = definition;
  const Paper = props.paper ? definition.Paper : undefined;
  const Heading = `h${props.heading ?? 3}` as const;

  return (
    <div class="w" role="group" aria-labelledby={`${id}-title`} data-live={live}>
      <header class="w-head">
        <Heading class="w-title" id={`${id}-title`}>
          {props.title}
        </Heading>
        {live && links && (
          <div class="w-actions">
            <button type="button" onClick={() => copy('link', links.page(state))}>
              {word(copied === 'link' ? 'widget.copied' : 'widget.copyLink')}
            </button>
            <button type="button" onClick={() => copy('embed', links.snippet(state))}>
              {word(copied === 'embed' ? 'widget.copied' : 'widget.copyEmbed')}
            </button>
            <button type="button" onClick={reset}>
              {word('widget.reset')}
            </button>
          </div>
        )}
      </header>
      {problem && (
        <p class="w-notice" role="note">
          {word(
            problem.problem === 'unknown-version' ? 'widget.unknownVersion' : 'widget.badValue',
            { detail: problem.detail },
          )}
        </p>
      )}
      {failure !== '' && (
        <p class="w-notice w-notice-bad" role="alert">
          {word('widget.failed', { detail: failure })}
        </p>
      )}
      {manual !== '' && (
        <label class="w-manual">
          <span>{word('widget.copyByHand')}</span>
          <textarea
            readOnly
            rows={2}
            value={manual}
            ref={(box) => box?.select()}
            onKeyDown={(event) => event.key === 'Escape' && setManual('')}
          />
        </label>
      )}
      <div class="w-body">
        {Paper ? <Paper {...view} answers={props.paper === 'answers'} /> : <View {...view} />}
      </div>
      {!Paper && (
        <p class="w-words" id={`${id}-words`}>
          {definition.describe(state, data, word)}
        </p>
      )}
      <p class="visually-hidden" aria-live="polite" role="status">
        {said}
      </p>
    </div>
  );
}
