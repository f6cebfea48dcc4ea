export interface KeyActions {
  choose(n: number): void;
  back(): void;
  forward(): void;
  start(): void;
  end(): void;
  play(): void;
  runOut(): void;
}

/** Where keys mean something else: fields, lists, the slider, the dump beside. */
const OWN = 'input, select, textarea, [role="tablist"], .lab-taken, .lab-knobs';

/**
 * Keys of the whole lab, while the focus is in it: digits take a step, arrows go back and forth, Home and End, `r` runs
 * and pauses, `e` runs to the end.
 */
export function onKeyDown(actions: KeyActions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN)) return;
    const act = actionFor(event.key, actions);
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function actionFor(key: string, actions: KeyActions): (() => void) | null {
  if (/^[1-9]$/.test(key)) return () => actions.choose(Number(key));
  switch (key) {
    case 'ArrowLeft':
      return actions.back;
    case 'ArrowRight':
      return actions.forward;
    case 'Home':
      return actions.start;
    case 'End':
      return actions.end;
    case 'r':
      return actions.play;
    case 'e':
      return actions.runOut;
    default:
      return null;
  }
}
