import type { ComponentType } from 'preact';
import type strings from '../../content/strings/en.json';
import type { Deed } from '../lesson/progress.ts';
import type { StateCodec } from '../share/state.ts';

export type { Decoded, StateCodec } from '../share/state.ts';

/** Locales of the kit. Both are equals: a word that one lacks fails the build. */
export type Locale = 'en' | 'zh-cn';

/** Key of a word in `content/strings/<locale>.json`. */
export type WordKey = keyof typeof strings;

/** Looks a word up and fills `{name}` places: `word('dump.total', { n: 47 })`. */
export type Word = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** Reads a file of `content/evidence/` by its path there (`post/shim-ttrpc-lines.txt`). Rejects with a readable Error. */
export type EvidencePort = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

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
  /** Address of a chapter by its slug, or null while it is not written; `lab` is the page of the lab. */
  readonly chapter?: (slug: string) => string | null;
  /** Notes what the reader did, on their own machine. Absent where nobody keeps it. */
  note?(deed: Deed): void;
}

/** The picture on paper: with the answers for who leads a room, without them for the others. */
export interface PaperProps<State, Data> extends ViewProps<State, Data> {
  readonly answers: boolean;
}

/** A widget. The folder's `widget.ts` exports it as `widget`; `registry.ts` names it once. */
export interface WidgetDefinition<State, Data> {
  readonly codec: StateCodec<State>;
  /** Fetches what the picture needs and the URL does not carry. Runs at build for the still, and in the page. */
  load(state: State, evidence: EvidencePort): Promise<Data>;
  /** One sentence that says what the picture shows now: for screen readers, the still's caption and oEmbed. */
  describe(state: State, data: Data, word: Word): string;
  /**
   * Key prefixes of the words this state needs beyond `widget.` and the widget's own name
   * (`exercise.reading-164-label.`). The page carries only these words.
   */
  prefixes?(state: State): readonly string[];
  readonly View: ComponentType<ViewProps<State, Data>>;
  /** What is printed for a room in place of the picture, where the picture would tell answers, or has nothing to write on. */
  readonly Paper?: ComponentType<PaperProps<State, Data>>;
}
