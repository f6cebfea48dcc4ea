import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Face } from './bar.tsx';
import type { Desk } from './desk.ts';
import type { Screen } from './screen.ts';

/** How a desk is shown now, and what a hand does there. */
export interface AtFace {
  readonly face: Face;
  readonly setFace: (face: Face) => void;
  /** xterm stands there. */
  readonly drawn: boolean;
  readonly screen: { current: Screen | null };
  readonly field: RefObject<HTMLInputElement>;
  focus(): void;
  /** Types a line for the reader, who runs it. */
  offer(line: string): void;
  /** Runs what is typed. */
  run(): void;
  /** Opens the shell and goes there. */
  open(): void;
}

export function useFace(desk: Desk): AtFace {
  const [face, setFace] = useState<Face>('screen');
  const field = useRef<HTMLInputElement>(null);
  const screen = useRef<Screen | null>(null);
  // A touch keyboard and xterm do not go together; who has a mouse may still change.
  useEffect(() => {
    if (matchMedia('(pointer: coarse)').matches) setFace('plain');
  }, []);
  const drawn = face === 'screen' && desk.standing === 'open';
  const focus = () => (drawn ? screen.current?.focus() : field.current?.focus());
  return {
    face,
    setFace,
    drawn,
    screen,
    field,
    focus,
    offer: (line) => {
      desk.offer(line);
      // On a touch screen the keyboard would rise over the line and its button.
      if (matchMedia('(pointer: coarse)').matches) return;
      void desk.open().then(focus);
      focus();
    },
    run: () => {
      void desk.open();
      desk.act([{ do: 'submit' }]);
      focus();
    },
    open: () => void desk.open().then(focus),
  };
}
