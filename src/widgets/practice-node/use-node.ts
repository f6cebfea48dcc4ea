import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { SavedNode } from '../../shell/practice/file.ts';
import { openInWorker } from '../console/open.ts';
import type { ViewProps } from '../contract.ts';
import { newNode, nodeOf, type PracticeData } from './data.ts';
import { told } from './phrases.ts';
import { Seat } from './seat.ts';
import type { PracticeState } from './state.ts';

export interface AtNode {
  readonly seat: Seat;
  /** The node that was here before this one, if anything was done on it: it goes on and can come back. */
  readonly before: Seat | null;
  /** Runs the first lines that wait. */
  runWaiting(count: number): void;
  /** A new node in the place of this one. */
  renew(): Promise<void>;
  /** The node of a file in the place of this one. */
  adopt(saved: SavedNode): Promise<void>;
  /** The node before, back again; this one is then the one before. */
  swap(): void;
}

/** The nodes of this widget: the one that is seen, and the one before it. */
export function useNode(props: ViewProps<PracticeState, PracticeData>): AtNode {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const now = useRef(props);
  now.current = props;
  /** Whose data this is: a seat supplies its own, any other comes from Reset or a file and gets a seat of its own. */
  const seats = useRef(new WeakMap<PracticeData, Seat>());
  const held = useRef<Seat | null>(null);
  const before = useRef<Seat | null>(null);

  const supply = (seat: Seat) => {
    seats.current.set(seat.data, seat);
    if (held.current === seat) now.current.supply(seat.data);
  };
  const sit = (data: PracticeData) =>
    new Seat({
      data,
      open: ({ cwd, node }) => openInWorker({ cwd, read: now.current.evidence, node }),
      changed: () => draw(0),
      seen: (seat, occasion, reached) => {
        supply(seat);
        if (held.current !== seat) return;
        const text = told(seat, occasion, reached, now.current.word);
        if (text !== '') now.current.say(text);
      },
    });

  const seat = seats.current.get(props.data) ?? sit(props.data);
  if (held.current !== seat) {
    seats.current.set(props.data, seat);
    const left = held.current;
    if (left?.used) {
      if (before.current !== seat) before.current?.close();
      before.current = left;
    } else {
      left?.close();
      if (before.current === seat) before.current = null;
    }
    held.current = seat;
  }
  useEffect(
    () => () => {
      held.current?.close();
      before.current?.close();
    },
    [],
  );

  return {
    seat,
    before: before.current,
    runWaiting: (count) => {
      const lines = seat.release(count);
      supply(seat);
      seat.desk.runAll(lines);
    },
    renew: async () => {
      now.current.supply(await newNode([], now.current.state.start));
      now.current.say(now.current.word('practice-node.didRenew'));
    },
    adopt: async (saved) => {
      const data = await nodeOf(saved);
      now.current.supply(data);
      const clock = data.view.clock.slice(11, 19);
      now.current.say(now.current.word('practice-node.didOpen', { clock }));
    },
    swap: () => {
      if (!before.current) return;
      now.current.supply(before.current.data);
      now.current.say(now.current.word('practice-node.didSwap'));
    },
  };
}
