import { useRef, useState } from 'preact/hooks';
import type { WordKey } from '../contract.ts';
import { OpenButton } from '../files/open-button.tsx';
import { useDrop } from '../files/use-drop.ts';
import type { WorkbenchProps } from './data.ts';
import { FindingCard } from './finding-card.tsx';
import { type BenchPort, benchInWorker } from './port.ts';
import type { Sheet } from './sheet.ts';
import { SheetCard } from './sheet-card.tsx';

/** Captured files to try, in sets that say something together. */
const SETS: readonly { readonly word: WordKey; readonly paths: readonly string[] }[] = [
  {
    word: 'workbench.try.both',
    paths: [
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
      'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
    ],
  },
  {
    word: 'workbench.try.alike',
    paths: ['containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz'],
  },
  { word: 'workbench.try.idle', paths: ['containerd-1.4.11/idle/shim.usr1.log'] },
];

interface Doing {
  readonly name: string;
  readonly percent: number;
}

/** Files come in, are told apart and read; the findings stand first, then the evidence for them. */
export function View(props: WorkbenchProps) {
  const { id, data, word, live, supply, say } = props;
  const [doing, setDoing] = useState<Doing | null>(null);
  const [trouble, setTrouble] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const now = useRef(data);
  now.current = data;
  const opening = useRef<BenchPort | null>(null);

  const stop = () => {
    opening.current?.close();
    opening.current = null;
    supply({ sheets: [], findings: [], port: null });
    setDoing(null);
    say(word('workbench.cancelled'));
  };

  const take = async (files: readonly { readonly name: string; readonly blob: Blob }[]) => {
    if (files.length === 0) return;
    setTrouble('');
    const port = now.current.port ?? opening.current ?? (await benchInWorker());
    opening.current = port;
    const sheets: Sheet[] = [...now.current.sheets];
    for (const { name, blob } of files) {
      setDoing({ name, percent: 0 });
      try {
        const sheet = await port.add(name, blob, (done) =>
          setDoing({ name, percent: Math.floor(done * 100) }),
        );
        sheets.push(sheet);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        setTrouble(word('workbench.trouble', { name, detail }));
      }
      if (opening.current !== port) return;
    }
    const findings = await port.findings();
    if (opening.current !== port) return;
    supply({ sheets, findings, port });
    setDoing(null);
    const [first] = findings;
    say(
      first
        ? word('workbench.said', {
            n: findings.length,
            first: word(`diagnose.${first.finding.rule}.title` as WordKey),
          })
        : word('workbench.noFindings'),
    );
  };

  const remove = async (sheet: number) => {
    const { port, sheets } = now.current;
    if (!port) return;
    await port.remove(sheet);
    supply({
      port,
      sheets: sheets.filter((one) => one.id !== sheet),
      findings: await port.findings(),
    });
  };

  const takeSet = async (paths: readonly string[]) => {
    try {
      const files = await Promise.all(
        paths.map(async (path) => ({ name: path, blob: new Blob([await props.evidence(path)]) })),
      );
      await take(files);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };

  const over = useDrop(
    root,
    live,
    ({ files }) => void take(files.map((file) => ({ name: file.name, blob: file }))),
  );

  const { sheets, findings } = data;
  return (
    <div class="wb" ref={root}>
      <div class="wb-zone" data-over={over} data-empty={sheets.length === 0}>
        <p class="wb-invite">{word(over ? 'workbench.letGo' : 'workbench.invite')}</p>
        <p class="wb-takes">{word('workbench.takes')}</p>
        {live ? (
          <div class="wb-ways">
            <OpenButton
              label={word('workbench.open')}
              class="b b-go"
              multiple
              take={(files) => void take(files.map((file) => ({ name: file.name, blob: file })))}
            />
            <span class="wb-or">{word('workbench.try')}</span>
            {SETS.map(({ word: key, paths }) => (
              <button type="button" class="b" key={key} onClick={() => void takeSet(paths)}>
                {word(key)}
              </button>
            ))}
          </div>
        ) : (
          <p class="wb-noscript">{word('workbench.noScript')}</p>
        )}
        {doing && (
          <div class="wb-progress">
            <label for={`${id}-progress`}>
              {word('workbench.reading', { name: doing.name, percent: doing.percent })}
            </label>
            <progress id={`${id}-progress`} max={100} value={doing.percent} />
            <button type="button" class="b" onClick={stop}>
              {word('workbench.cancel')}
            </button>
          </div>
        )}
        {trouble !== '' && (
          <p class="wb-trouble" role="alert">
            {trouble}
          </p>
        )}
      </div>
      {findings.length > 0 && (
        <ol class="wb-findings" aria-label={word('workbench.findings')}>
          {findings.map((placed, at) => (
            <FindingCard
              key={at}
              placed={placed}
              sheets={sheets}
              word={word}
              chapter={props.chapter}
            />
          ))}
        </ol>
      )}
      {sheets.length > 0 && (
        <ol class="wb-sheets" aria-label={word('workbench.files')}>
          {sheets.map((sheet) => (
            <SheetCard key={sheet.id} {...props} sheet={sheet} remove={(one) => void remove(one)} />
          ))}
        </ol>
      )}
    </div>
  );
}
