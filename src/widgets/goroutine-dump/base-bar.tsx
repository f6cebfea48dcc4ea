import { useEffect, useRef, useState } from 'preact/hooks';
import { OpenButton } from '../files/open-button.tsx';
import { type DumpViewProps, queryOf } from './data.ts';
import type { Overview } from './overview.ts';
import { SAMPLES } from './samples.ts';
import { ask, type DumpState, SAME_FILE } from './state.ts';

interface BaseBarProps extends DumpViewProps {
  readonly overview: Overview;
}

type Doing =
  | { readonly is: 'nothing' }
  | { readonly is: 'reading'; readonly name: string; readonly percent: number }
  | { readonly is: 'trouble'; readonly text: string };

const OWN = '(own)';
const NONE = '';
/** Between two looks at how far a file is, ms. */
const LOOK = 150;

/** Which dump is the earlier one: a captured one, another of the same file, or the reader's own file. */
export function BaseBar(props: BaseBarProps) {
  const { data, word, state, overview, update } = props;
  const [doing, setDoing] = useState<Doing>({ is: 'nothing' });
  const latest = useRef(props);
  latest.current = props;
  const { reading } = data;

  useEffect(() => {
    if (doing.is !== 'reading') return;
    const timer = setInterval(async () => {
      const part = await Promise.resolve(reading.progress()).catch(() => 0);
      setDoing((now) => (now.is === 'reading' ? { ...now, percent: Math.floor(part * 100) } : now));
    }, LOOK);
    return () => clearInterval(timer);
  }, [doing.is, reading]);

  const trouble = (name: string, detail: string | null) => {
    const text =
      detail === null
        ? word('goroutine-dump.baseNothing', { name })
        : word('goroutine-dump.unreadable', { name, detail });
    const kept = latest.current.overview.comparison !== null;
    setDoing({
      is: 'trouble',
      text: kept ? `${text} ${word('goroutine-dump.nothingKept')}` : text,
    });
  };

  /** Compares with a file, unless it cannot be: then what was compared before stays, and words say why. */
  const take = async (name: string, own: boolean, base: string, open: () => Promise<Blob>) => {
    setDoing({ is: 'reading', name, percent: 0 });
    try {
      const file = await open();
      const taken = await reading.against(file);
      if (latest.current.data.reading !== reading) return;
      if (!taken.ok) {
        if (taken.problem === 'no-goroutines') trouble(name, null);
        return;
      }
      await show({ base, baseDump: 0 }, { name, own, file });
    } catch (error) {
      trouble(name, error instanceof Error ? error.message : String(error));
    }
  };

  const show = async (change: Partial<DumpState>, base: typeof data.base) => {
    const next = ask(latest.current.state, change);
    const first = await reading.ask(queryOf(next));
    const now = latest.current;
    if (now.data.reading !== reading) return;
    setDoing({ is: 'nothing' });
    const { baseTrouble: _past, ...rest } = now.data;
    now.supply({ ...rest, base: base ?? null, first });
    now.update(next);
    if (first.comparison) now.say(word('goroutine-dump.compare.stacks', first.comparison.kinds));
  };

  const choose = (value: string) => {
    const name = SAMPLES.find(({ path }) => path === value)?.path;
    if (name) void take(name, false, name, async () => new Blob([await props.evidence(name)]));
    else if (value === SAME_FILE) {
      setDoing({ is: 'nothing' });
      update(ask(state, { base: SAME_FILE, baseDump: state.dump === 0 ? 1 : state.dump - 1 }));
    } else if (value === NONE) {
      setDoing({ is: 'nothing' });
      void reading.against(null).then(() => show({ base: '', baseDump: 0 }, null));
    }
  };

  const past = data.baseTrouble;
  const told = doing.is === 'trouble' ? doing.text : past && pastText(past, word);
  const chosen = state.base === SAME_FILE ? SAME_FILE : data.base?.own ? OWN : state.base;
  const known = [NONE, OWN, SAME_FILE, ...SAMPLES.map(({ path }) => path)].includes(chosen);
  const dumps = overview.baseDumps;
  return (
    <div class="gd-base">
      <div class="gd-choice">
        <label class="gd-sample">
          <span>{word('goroutine-dump.compare.base')}</span>
          <select
            class="field"
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value={NONE}>{word('goroutine-dump.compare.choose')}</option>
            {overview.dumps.length > 1 && (
              <option value={SAME_FILE}>{word('goroutine-dump.compare.sameFile')}</option>
            )}
            {data.base?.own && (
              <option value={OWN}>{word('goroutine-dump.own', { name: data.base.name })}</option>
            )}
            {!known && <option value={chosen}>{chosen}</option>}
            {SAMPLES.filter((sample) => sample.stacks).map(({ path, word: key }) => (
              <option key={path} value={path}>
                {word(key)}
              </option>
            ))}
          </select>
        </label>
        {dumps.length > 1 && (
          <label class="gd-sample">
            <span>{word('goroutine-dump.compare.which')}</span>
            <select
              class="field"
              value={String(Math.min(state.baseDump, dumps.length - 1))}
              onChange={(event) =>
                update(ask(state, { baseDump: Number(event.currentTarget.value) }))
              }
            >
              {dumps.map((one, at) => (
                <option key={one.from} value={at}>
                  {word('goroutine-dump.dumpNumber', { n: at + 1, total: dumps.length })}
                  {' · '}
                  {one.size} {word('goroutine-dump.total', { n: one.size })}
                </option>
              ))}
            </select>
          </label>
        )}
        <OpenButton
          label={word('goroutine-dump.compare.open')}
          take={([file]) => void take(file.name, true, '', async () => file)}
        />
      </div>
      {doing.is === 'reading' && (
        <div class="gd-progress">
          <label>
            <span>
              {word('goroutine-dump.reading', { name: doing.name, percent: doing.percent })}
            </span>
            <progress max={100} value={doing.percent} />
          </label>
          <button
            type="button"
            class="b"
            onClick={() => {
              void reading.stop();
              setDoing({ is: 'nothing' });
            }}
          >
            {word('goroutine-dump.cancel')}
          </button>
        </div>
      )}
      {told && (
        <p class="gd-trouble" role="alert">
          {told}
        </p>
      )}
    </div>
  );
}

/** Why the base that a link names could not be had. */
export function pastText(
  { name, detail }: NonNullable<DumpViewProps['data']['baseTrouble']>,
  word: DumpViewProps['word'],
): string {
  return detail === null
    ? word('goroutine-dump.baseNothing', { name })
    : word('goroutine-dump.unreadable', { name, detail });
}
