/** A state that could not be read back: what is wrong, for a notice in the reader's language. */
export type Decoded<State> =
  | { readonly ok: true; readonly state: State }
  | {
      readonly ok: false;
      readonly problem: 'unknown-version' | 'bad-value';
      /** The offending part as written, short enough to show. */
      readonly detail: string;
    };

/**
 * State of a widget and its URL form. `toQuery` leaves out what equals the initial state, so links stay short.
 * A new version keeps decoding the old ones: test/contract/ holds one URL of each for ever.
 */
export interface StateCodec<State> {
  /** Version written into new links, from 1. */
  readonly version: number;
  readonly initial: State;
  /** Checks what an author wrote in MDX: a full state, or a problem in words that fails the build. */
  fromProps(props: Readonly<Record<string, unknown>>): Decoded<State>;
  /** Pairs for the query string. The names `v`, `w` and `theme` are taken. */
  toQuery(state: State): readonly (readonly [string, string])[];
  fromQuery(version: number, query: ReadonlyMap<string, string>): Decoded<State>;
}
