import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { boxText, restText, type Telling } from './box-text.ts';
import { FILLS, ROW } from './flame-drawing.ts';
import { createStage, type Hit, type Stage } from './flame-stage.ts';
import { isSeen, type Step, walk } from './flame-walk.ts';

interface FlameCanvasProps {
  readonly id: string;
  readonly telling: Telling;
  readonly zoomed: number;
  readonly cursor: number;
  readonly found: Uint8Array | null;
  zoom(box: number): void;
  /** The keyboard or a click went to a box. */
  go(box: number): void;
  say(text: string): void;
}

/** Rows that are seen at once; more are scrolled to. */
const ROWS = 24;

const STEPS: Readonly<Record<string, Step>> = {
  ArrowUp: 'parent',
  ArrowDown: 'child',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};

/** The flame as a canvas for eyes and a walk from box to box for the keyboard. */
export function FlameCanvas(props: FlameCanvasProps) {
  const { id, telling, zoomed, cursor, found, zoom, go, say } = props;
  const { flame, signed, word } = telling;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const stage = useRef<Stage | null>(null);
  const [hover, setHover] = useState<(Hit & { readonly x: number; readonly y: number }) | null>(
    null,
  );
  const [focused, setFocused] = useState(false);

  useLayoutEffect(() => {
    if (!scroller.current || !canvas.current || !probe.current) return;
    const made = createStage(scroller.current, canvas.current, probe.current);
    stage.current = made;
    return () => {
      made.dispose();
      stage.current = null;
    };
  }, []);
  useLayoutEffect(() => {
    const all = word('profile.all');
    // A box under the pointer belongs to the tree it was found in.
    const hovered = hover && hover.box < flame.size && !hover.rest ? hover.box : -1;
    stage.current?.show({ flame, signed, all, found, zoomed, cursor, hovered, focused });
  }, [flame, signed, word, found, zoomed, cursor, hover, focused]);
  useEffect(() => {
    stage.current?.reveal(flame.depth[cursor] ?? 0);
  }, [flame, cursor]);

  const zoomAndSay = (box: number) => {
    zoom(box);
    say(word('profile.zoomed', { text: boxText(telling, box) }));
  };
  const key = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const to = walk(flame, cursor, step);
      if (to !== cursor && isSeen(flame, to, zoomed)) {
        go(to);
        say(boxText(telling, to));
      } else {
        say(word('profile.edge', { text: boxText(telling, cursor) }));
      }
    } else if (event.key === 'Enter' || event.key === ' ') {
      zoomAndSay(cursor);
    } else if (event.key === 'Escape' && zoomed !== 0) {
      zoomAndSay(0);
    } else if (event.key === 'Home') {
      go(zoomed);
      say(boxText(telling, zoomed));
    } else {
      return;
    }
    event.preventDefault();
  };
  const point = (event: PointerEvent) => {
    const hit = stage.current?.at(event.clientX, event.clientY) ?? null;
    const box = scroller.current?.getBoundingClientRect();
    setHover(
      hit && box ? { ...hit, x: event.clientX - box.left, y: event.clientY - box.top } : null,
    );
  };

  const height = Math.min(ROWS, flame.deepest + 1) * ROW;
  const wide = scroller.current?.clientWidth ?? 0;
  return (
    <div class="pf-flame">
      {/* A tree of boxes that arrow keys walk has no role of its own; the table below tells the same without keys. */}
      <div
        ref={scroller}
        class="pf-scroll"
        role="application"
        tabIndex={0}
        aria-label={word('profile.flameLabel')}
        aria-describedby={`${id}-keys ${id}-box`}
        style={{ blockSize: `${height}px` }}
        onKeyDown={key}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
        onClick={(event) => {
          const hit = stage.current?.at(event.clientX, event.clientY);
          if (!hit) return;
          const box = hit.rest ? (flame.parent[hit.box] ?? 0) : hit.box;
          go(box);
          zoomAndSay(box);
        }}
      >
        <div aria-hidden="true" style={{ blockSize: `${(flame.deepest + 1) * ROW}px` }}>
          <canvas ref={canvas} />
        </div>
      </div>
      <span ref={probe} class="pf-probe" aria-hidden="true">
        {Array.from({ length: FILLS }, (_, fill) => (
          <i key={fill} class={`pf-fill-${fill}`} />
        ))}
        <i class="pf-is-ink" />
        <i class="pf-is-faint" />
        <i class="pf-is-flow" />
        <i class="pf-is-surface" />
      </span>
      {hover && hover.box < flame.size && (
        <p
          class="pf-tip"
          aria-hidden="true"
          style={{
            insetBlockStart: `${hover.y + 16}px`,
            ...(hover.x > wide / 2
              ? { insetInlineEnd: `${wide - hover.x}px` }
              : { insetInlineStart: `${hover.x}px` }),
          }}
        >
          {hover.rest ? restText(telling, hover.box) : boxText(telling, hover.box)}
        </p>
      )}
      <p class="visually-hidden" id={`${id}-keys`}>
        {word('profile.keys')}
      </p>
      <p class="pf-box" id={`${id}-box`}>
        {hover && hover.box < flame.size
          ? hover.rest
            ? restText(telling, hover.box)
            : boxText(telling, hover.box)
          : boxText(telling, cursor)}
      </p>
    </div>
  );
}
