import type { ComponentType } from 'preact';
import type strings from '../../content/strings/en.json';

/** Locales of the kit. Both are equals: a word that one lacks fails the build. */
export type Locale = 'en' | 'zh-cn';

/** Key of a word in `content/strings/<locale>.json`. */
export type WordKey = keyof typeof strings;

/** Looks a word up and fills `{name}` places: `word('dump.total', { n: 47 })`. */
export type Word = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** Reads a file of `content/evidence/` by its path there (`post/shim-ttrpc-lines.txt`). Rejects with a readable Error. */
export type EvidencePort = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** A state that could not be read back from a URL: what is wrong and what happens now. */
export type Decoded<State> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly problem: 'unknown-version' | 'bad-value'; readonly detail: string };

/**
 * State of a widget and its URL form. `query` leaves out what equals the default, so links stay short.
 * A new version keeps decoding the old ones: test/contract/ holds one URL of each for ever.
 */
export interface StateCodec<State> {
  readonly version: number;
  readonly initial: State;
  /** Checks what an author wrote in MDX: returns a full state or a problem in words. */
  fromProps(props: Readonly<Record<string, unknown>>): Decoded<State>;
  /** Pairs for the query string, without `v`. */
  toQuery(state: State): readonly (readonly [string, string])[];
  fromQuery(version: number, query: ReadonlyMap<string, string>): Decoded<State>;
}

/** What a picture gets. It is pure: the same props give the same picture on the server and in the page. */
export interface ViewProps<State, Data> {
  /** Unique on the page: prefix for ids. */
  readonly id: string;
  readonly state: State;
  readonly data: Data;
  readonly locale: Locale;
  readonly word: Word;
  /** False in the still (server, print, no JavaScript), true once the page runs. Hide what needs script while false. */
  readonly live: boolean;
  /** Moves to another state: the frame keeps it, puts it in the link, and renders again. */
  update(next: State): void;
  /** Replaces what `load` gave (a dropped file, a finished run). */
  supply(next: Data): void;
  /** Says something in the widget's live region (polite). */
  say(text: string): void;
  readonly evidence: EvidencePort;
}

/** A widget. The folder's `widget.ts` exports it as `widget`; `registry.ts` names it once. */
export interface WidgetDefinition<State, Data> {
  readonly codec: StateCodec<State>;
  /** Fetches what the picture needs and the URL does not carry. Runs at build for the still, and in the page. */
  load(state: State, evidence: EvidencePort): Promise<Data>;
  /** One sentence that says what the picture shows now: for screen readers, the still's caption and oEmbed. */
  describe(state: State, data: Data, word: Word): string;
  readonly View: ComponentType<ViewProps<State, Data>>;
}
