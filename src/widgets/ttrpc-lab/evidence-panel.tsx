import { useEffect, useState } from 'preact/hooks';
import type { End } from '../../model/dump/ends.ts';
import type { ViewProps } from '../contract.ts';
import { type DumpData, queryOf } from '../goroutine-dump/data.ts';
import { type DumpState, codec as dumpCodec } from '../goroutine-dump/state.ts';
import { View as DumpView } from '../goroutine-dump/view.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { FindingCard } from '../workbench/finding-card.tsx';
import { type BenchPort, benchInWorker } from '../workbench/port.ts';
import type { PlacedFinding, Sheet } from '../workbench/sheet.ts';
import { dumpOf, endsIn } from './dumps.ts';
import { keyOf } from './run.ts';
import type { LabState } from './state.ts';

type Props = Pick<
  ViewProps<LabState, unknown>,
  'id' | 'state' | 'locale' | 'word' | 'say' | 'evidence' | 'chapter'
>;

/** A dump that was read. */
interface Read {
  readonly end: End;
  readonly name: string;
  readonly data: DumpData;
}

interface Taken {
  readonly read: readonly Read[];
  readonly sheets: readonly Sheet[];
  readonly findings: readonly PlacedFinding[];
  /** Why a side printed nothing. */
  readonly trouble: readonly string[];
}

const NOTHING: Taken = { read: [], sheets: [], findings: [], trouble: [] };

const START: DumpState = { ...dumpCodec.initial, evidence: '' };

/** The dumps of the state that is shown, in the same reader and under the same rules as captured ones. */
export function EvidencePanel(props: Props) {
  const { id, state, word } = props;
  const [taken, setTaken] = useState<Taken | null>(null);
  const [chosen, setChosen] = useState<End>('shim');
  const [dump, setDump] = useState<DumpState>(START);
  // What is dumped depends on the machine's state, not on what is looked at.
  const about = `${keyOf(state)} ${state.at} ${state.taken} ${state.pod}`;
  useEffect(() => {
    let wanted = true;
    let bench: BenchPort | null = null;
    const show = (next: Taken) => {
      if (!wanted) return;
      setTaken(next);
      const hangs = next.findings.filter(({ finding }) => finding.severity === 'hang').length;
      props.say(word('ttrpc-lab.evidence.said', { n: hangs }));
    };
    const read = async () => {
      const port = await benchInWorker();
      if (!wanted) return port.close();
      bench = port;
      show(await take(state, port, word));
    };
    setDump(START);
    setChosen(endsIn(state).at(-1) ?? 'shim');
    read().catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      show({ ...NOTHING, trouble: [word('widget.failed', { detail })] });
    });
    return () => {
      wanted = false;
      bench?.close();
    };
  }, [about]);
  if (!taken) return <p class="lab-none">{word('ttrpc-lab.evidence.reading')}</p>;
  const shown = taken.read.find(({ end }) => end === chosen) ?? taken.read[0];
  const supply = (next: DumpData) =>
    setTaken({
      ...taken,
      read: taken.read.map((one) => (one === shown ? { ...one, data: next } : one)),
    });
  return (
    <div class="lab-taken">
      {taken.trouble.map((text) => (
        <p key={text} class="lab-trouble" role="alert">
          {text}
        </p>
      ))}
      <ul class="wb-findings lab-findings">
        {taken.findings.map((placed, place) => (
          <FindingCard
            key={`${placed.finding.rule} ${placed.finding.subject} ${place}`}
            placed={placed}
            sheets={taken.sheets}
            word={word}
            chapter={props.chapter}
          />
        ))}
      </ul>
      {taken.findings.length === 0 && taken.read.length > 0 && (
        <p class="lab-none">{word('ttrpc-lab.evidence.nothing')}</p>
      )}
      {taken.read.length > 1 && shown && (
        <Tabs
          id={`${id}-dumps`}
          class="gd-tabs"
          label={word('ttrpc-lab.evidence.dumps')}
          names={taken.read.map(({ end }) => end)}
          chosen={shown.end}
          text={(end) => end}
          choose={(end) => {
            setChosen(end);
            setDump(START);
          }}
        />
      )}
      {shown && (
        <div id={`${id}-dumps-panel`} class="lab-dump">
          <p class="lab-file">
            <code>{shown.name}</code> <span>{word('ttrpc-lab.evidence.generated')}</span>
          </p>
          <DumpView
            key={shown.end}
            {...props}
            id={`${id}-dump`}
            live
            state={dump}
            data={shown.data}
            update={setDump}
            supply={supply}
          />
        </div>
      )}
    </div>
  );
}

/** Emits the dumps, has them read as any file is read, and asks the rules about all of them. */
async function take(state: LabState, bench: BenchPort, word: Props['word']): Promise<Taken> {
  const read: Read[] = [];
  const sheets: Sheet[] = [];
  const trouble: string[] = [];
  for (const end of endsIn(state)) {
    const dumped = dumpOf(state, end);
    if (!dumped.ok) {
      trouble.push(word(`ttrpc-lab.evidence.${dumped.problem}`, { at: dumped.at }));
      continue;
    }
    const name = `${end}.model.log`;
    const sheet = await bench.add(name, new Blob([dumped.text]), () => {});
    const reading = bench.dump(sheet.id);
    const first = await reading.ask(queryOf(START));
    sheets.push(sheet);
    read.push({
      end,
      name,
      data: { name, own: false, fixed: true, reading, first },
    });
  }
  return { read, sheets, findings: await bench.findings(), trouble };
}
