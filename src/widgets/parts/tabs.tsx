import { useRef } from 'preact/hooks';

interface TabsProps<Name extends string> {
  /** The widget's id: a tab is `<id>-tab-<name>`, and what it shows is `<id>-panel`. */
  readonly id: string;
  readonly class: string;
  /** What the tabs choose among, for those who do not see them. */
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  text(name: Name): string;
  choose(name: Name): void;
}

/** Views as tabs: arrow keys walk and choose, and only the chosen one is a stop of the tab key. */
export function Tabs<Name extends string>(props: TabsProps<Name>) {
  const { id, label, names, chosen, text, choose } = props;
  const list = useRef<HTMLDivElement>(null);
  const go = (name: Name) => {
    choose(name);
    list.current?.querySelectorAll('button')[names.indexOf(name)]?.focus();
  };
  const step = (event: KeyboardEvent) => {
    const now = names.indexOf(chosen);
    const steps = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: -1 };
    const to = steps[event.key as keyof typeof steps];
    const name = to === undefined ? undefined : names.at(to % names.length);
    if (name === undefined) return;
    event.preventDefault();
    go(name);
  };
  return (
    <div ref={list} class={props.class} role="tablist" aria-label={label} onKeyDown={step}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-tab-${name}`}
          aria-selected={name === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => go(name)}
        >
          {text(name)}
        </button>
      ))}
    </div>
  );
}
