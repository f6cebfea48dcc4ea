import { useEffect, useState } from 'preact/hooks';
import type { Progress } from '../../lesson/progress.ts';
import type { Time } from '../../lesson/recall.ts';
import type { Keeping, ProgressPort } from '../progress-port.ts';

/** What a reader has done, how it is kept, and when that was looked up. */
export interface Kept {
  readonly progress: Progress;
  readonly keeping: Keeping;
  readonly now: Time;
}

/** The port's progress as it stands, here and in other tabs; null until it was read. `look` reads it once more. */
export function useProgress(port: ProgressPort): readonly [kept: Kept | null, look: () => void] {
  const [kept, setKept] = useState<Kept | null>(null);
  const keep = (progress: Progress) =>
    setKept({ progress, keeping: port.keeping(), now: Date.now() });
  const look = () => void port.read().then(keep);
  useEffect(() => {
    look();
    // Who leaves the page open overnight finds in the morning what is due by then.
    const back = () => document.visibilityState === 'visible' && look();
    document.addEventListener('visibilitychange', back);
    const end = port.subscribe(keep);
    return () => {
      document.removeEventListener('visibilitychange', back);
      end();
    };
  }, [port]);
  return [kept, look];
}
