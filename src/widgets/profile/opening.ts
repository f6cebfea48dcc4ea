import { useRef, useState } from 'preact/hooks';
import type { Job } from '../files/in-worker.ts';
import { type ProfileViewProps, questionOf, type Source } from './data.ts';
import { type Files, type Opened, open } from './open.ts';
import { refusalText } from './refusal-text.ts';
import type { ProfileState } from './state.ts';

/** What is being done: nothing, reading with progress, or telling what went wrong. */
export type Doing =
  | { readonly is: 'nothing' }
  /** `percent` is null once all bytes are here and are being counted. */
  | {
      readonly is: 'reading';
      readonly name: string;
      readonly percent: number | null;
      cancel(): void;
    }
  | { readonly is: 'trouble'; readonly text: string };

/** Files to show, as promises of their bytes, and the state to show them in. */
export interface Wanted {
  readonly source: Source | Promise<Source>;
  readonly base: Source | Promise<Source> | null;
  /** Name for words while it is not known whether it opens. */
  readonly name: string;
  readonly next: ProfileState;
}

/** Opens files one after another: a later one wins, and what does not open leaves what was there. */
export function useOpening(props: ProfileViewProps): {
  readonly doing: Doing;
  start(wanted: Wanted): Promise<boolean>;
} {
  const { word, say, data } = props;
  const [doing, setDoing] = useState<Doing>({ is: 'nothing' });
  const current = useRef({ number: 0, cancel: () => {} });

  const begin = (name: string) => {
    current.current.cancel();
    const mine = { number: current.current.number + 1, cancel: () => {} };
    current.current = mine;
    return {
      stale: () => current.current !== mine,
      follow: (work: Job<Opened>) => {
        mine.cancel = work.cancel;
      },
      cancel: () => {
        mine.cancel();
        current.current = { number: mine.number + 1, cancel: () => {} };
        setDoing({ is: 'nothing' });
        say(word('profile.cancelled'));
      },
      trouble: (text: string) =>
        setDoing({ is: 'trouble', text: `${text} ${word('profile.kept')}` }),
      name,
    };
  };

  const start = async ({ source, base, name, next }: Wanted): Promise<boolean> => {
    const run = begin(name);
    try {
      const [first, second] = await Promise.all([source, base]);
      if (run.stale()) return false;
      const files: Files = { profile: first.file, base: second?.file ?? null };
      const work = open(files, (now) => {
        if (run.stale()) return;
        const percent = 'counting' in now ? null : Math.floor(now.part * 100);
        setDoing({ is: 'reading', name, percent, cancel: run.cancel });
      });
      run.follow(work);
      if (Math.max(files.profile.size, files.base?.size ?? 0) > 0)
        setDoing({ is: 'reading', name, percent: 0, cancel: run.cancel });
      const opened = await work.result;
      if (!opened || run.stale()) {
        if (opened?.ok) opened.reading.close();
        return false;
      }
      if (!opened.ok) {
        run.trouble(
          refusalText(word, opened.refusal, { source: first.name, base: second?.name ?? '' }),
        );
        return false;
      }
      const answer = await opened.reading.ask(questionOf(next));
      data.reading?.close();
      setDoing({ is: 'nothing' });
      props.supply({ source: first, base: second, reading: opened.reading, answer, refusal: null });
      props.update(next);
      say(word('profile.opened', { name: first.name, n: answer.facts.samples }));
      return true;
    } catch (error) {
      if (!run.stale()) {
        const detail = error instanceof Error ? error.message : String(error);
        run.trouble(word('profile.unreadable', { name, detail }));
      }
      return false;
    }
  };
  return { doing, start };
}
