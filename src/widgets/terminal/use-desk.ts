import { useEffect, useReducer, useRef } from 'preact/hooks';
import { wasStopped } from '../../shell/session.ts';
import { Desk } from '../console/desk.ts';
import { openInWorker } from '../console/open.ts';
import { spoken } from '../console/spoken.ts';
import type { ViewProps } from '../contract.ts';
import { startOf, type TerminalData } from './data.ts';
import { type TerminalState, withLines } from './state.ts';

export interface AtDesk {
  readonly desk: Desk;
  /** The evidence file that a command waits for, or null. */
  readonly fetching: string | null;
  /** Runs the first lines that wait. */
  runWaiting(count: number): void;
}

/** The desk of this widget: one for each start, with a new one after Reset. */
export function useDesk(props: ViewProps<TerminalState, TerminalData>): AtDesk {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const now = useRef(props);
  now.current = props;
  const held = useRef<Desk | null>(null);
  /** What this desk began with and what it supplied itself; any other data comes from Reset. */
  const known = useRef(new WeakSet<TerminalData>());
  const fetching = useRef<string | null>(null);

  if (held.current === null || !known.current.has(props.data)) {
    held.current?.close();
    known.current.add(props.data);
    const { state, data, evidence } = props;
    const start = startOf(state);
    held.current = new Desk({
      cwd: data.cwd,
      entries: data.entries,
      open: () =>
        openInWorker({
          cwd: start,
          read: async (path) => {
            fetching.current = path;
            draw(0);
            try {
              return await evidence(path);
            } finally {
              fetching.current = null;
              draw(0);
            }
          },
        }),
      changed: () => draw(0),
      ran: (session, entry) => {
        const { state: before, data: last, update, supply, say, word } = now.current;
        const next = { entries: session.entries, cwd: session.cwd, waiting: last.waiting };
        known.current.add(next);
        supply(next);
        if (entry === null || wasStopped(entry)) return;
        update(withLines(before, [...(held.current?.lines ?? []), ...last.waiting]));
        say(spoken(entry, word));
      },
    });
  }
  useEffect(() => () => held.current?.close(), []);
  const desk = held.current;
  const runWaiting = (count: number) => {
    const { data, supply } = now.current;
    const next = { ...data, waiting: data.waiting.slice(count) };
    known.current.add(next);
    supply(next);
    desk.runAll(data.waiting.slice(0, count));
  };
  return { desk, fetching: fetching.current, runWaiting };
}
