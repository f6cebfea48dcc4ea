import { useRef } from 'preact/hooks';
import type { ProfileViewProps } from './data.ts';
import { VIEWS, type View } from './state.ts';

/** The views as tabs: arrow keys walk, one of them is a stop of the tab key. */
export function Tabs({ id, state, update, word }: ProfileViewProps) {
  const list = useRef<HTMLDivElement>(null);
  const go = (view: View) => {
    update({ ...state, view });
    list.current?.querySelector<HTMLElement>(`[data-view="${view}"]`)?.focus();
  };
  const step = (event: KeyboardEvent) => {
    const now = VIEWS.indexOf(state.view);
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: VIEWS.length - 1 }[
      event.key
    ];
    const view = to === undefined ? undefined : VIEWS.at(to % VIEWS.length);
    if (!view) return;
    event.preventDefault();
    go(view);
  };
  return (
    <div
      ref={list}
      class="pf-tabs"
      role="tablist"
      aria-label={word('profile.views')}
      onKeyDown={step}
    >
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`${id}-tab-${view}`}
          data-view={view}
          aria-selected={view === state.view}
          aria-controls={`${id}-panel`}
          tabIndex={view === state.view ? 0 : -1}
          onClick={() => go(view)}
        >
          {word(`profile.view.${view}`)}
        </button>
      ))}
    </div>
  );
}
