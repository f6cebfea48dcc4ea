import { useEffect, useRef } from 'preact/hooks';
import type { Desk } from './desk.ts';
import type { Screen } from './screen.ts';

export interface DrawnProps {
  readonly id: string;
  readonly desk: Desk;
  readonly label: string;
  readonly leftOut: (count: number) => string;
  readonly keep: { current: Screen | null };
}

/** The place xterm draws in. Until its code is here the place is empty and as high as it will be. */
export function Drawn({ id, desk, label, leftOut, keep }: DrawnProps) {
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
