import { useRef } from 'preact/hooks';
import type { DumpViewProps } from './data.ts';
import { type DumpState, SECTIONS, type Section } from './state.ts';

interface TabsProps extends DumpViewProps {
  change(next: Partial<DumpState>): void;
}

/** The views as tabs: arrow keys walk and choose, and only the chosen one is a stop of the tab key. */
export function Tabs({ id, state, change, word }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const go = (view: Section) => {
    change({ view });
    list.current?.querySelector<HTMLElement>(`[data-section="${view}"]`)?.focus();
  };
  const step = (event: KeyboardEvent) => {
    const now = SECTIONS.indexOf(state.view);
    const steps = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: -1 };
    const to = steps[event.key as keyof typeof steps];
    const view = to === undefined ? undefined : SECTIONS.at(to % SECTIONS.length);
    if (!view) return;
    event.preventDefault();
    go(view);
  };
  return (
    <div
      ref={list}
      class="gd-tabs"
      role="tablist"
      aria-label={word('goroutine-dump.views')}
      onKeyDown={step}
    >
      {SECTIONS.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`${id}-tab-${view}`}
          data-section={view}
          aria-selected={view === state.view}
          aria-controls={`${id}-panel`}
          tabIndex={view === state.view ? 0 : -1}
          onClick={() => go(view)}
        >
          {word(`goroutine-dump.view.${view}`)}
        </button>
      ))}
    </div>
  );
}
