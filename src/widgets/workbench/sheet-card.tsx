import { useEffect, useState } from 'preact/hooks';
import { type DumpData, queryOf } from '../goroutine-dump/data.ts';
import { codec as dumpCodec } from '../goroutine-dump/state.ts';
import { View as DumpView } from '../goroutine-dump/view.tsx';
import { type ProfileData, questionOf } from '../profile/data.ts';
import { codec as profileCodec } from '../profile/state.ts';
import { View as ProfileView } from '../profile/view.tsx';
import type { WorkbenchProps } from './data.ts';
import type { BenchPort } from './port.ts';
import { sizeText } from './say.ts';
import type { Sheet } from './sheet.ts';

interface SheetProps extends WorkbenchProps {
  readonly sheet: Sheet;
  remove(id: number): void;
}

/** A file: what it is, told by its content, and the evidence in it, which opens below. */
export function SheetCard(props: SheetProps) {
  const { sheet, word, live, data } = props;
  const [open, setOpen] = useState(false);
  const readable = sheet.is !== 'other';
  return (
    <li class="wb-sheet">
      <div class="wb-file">
        <div class="wb-what">
          <p class="wb-name code">{sheet.name}</p>
          <p class="wb-kind">
            {sizeText(sheet.bytes)} · <Kind sheet={sheet} word={word} />
          </p>
        </div>
        {live && (
          <div class="wb-do">
            {readable && (
              <button type="button" class="b" aria-expanded={open} onClick={() => setOpen(!open)}>
                {word(open ? 'workbench.hide' : 'workbench.show')}
              </button>
            )}
            <button
              type="button"
              class="b"
              aria-label={word('workbench.removeNamed', { name: sheet.name })}
              onClick={() => props.remove(sheet.id)}
            >
              {word('workbench.remove')}
            </button>
          </div>
        )}
      </div>
      {open && data.port && sheet.is === 'goroutines' && (
        <DumpEvidence {...props} sheet={sheet} port={data.port} />
      )}
      {open && data.port && sheet.is === 'profile' && (
        <ProfileEvidence {...props} sheet={sheet} port={data.port} />
      )}
    </li>
  );
}

/** What a file is, in words. */
function Kind({ sheet, word }: Pick<SheetProps, 'sheet' | 'word'>) {
  switch (sheet.is) {
    case 'goroutines': {
      const n = sheet.dumps.reduce((sum, { size }) => sum + size, 0);
      const headers = sheet.dumps.reduce((sum, each) => sum + each.headers, 0);
      return (
        <>
          {sheet.dumps.length > 0 &&
            word('workbench.is.goroutines', { n, dumps: sheet.dumps.length, headers })}
          {sheet.rows > 0 && word('workbench.is.table', { n: sheet.rows })}
          {sheet.leftovers > 0 && ` ${word('workbench.leftovers', { n: sheet.leftovers })}`}
        </>
      );
    }
    case 'profile':
      return (
        <>
          {word('workbench.is.profile', {
            n: sheet.samples,
            types: sheet.types.map(({ type, total }) => `${type} ${total}`).join(', '),
          })}
        </>
      );
    default:
      return (
        <>
          {word('workbench.is.other')} {word(`profile.is.${sheet.kind}`)}
        </>
      );
  }
}

/** The dump widget's own picture, over the bench's reading. */
function DumpEvidence(props: SheetProps & { readonly port: BenchPort }) {
  const { sheet, port } = props;
  const [state, setState] = useState({ ...dumpCodec.initial, evidence: '' });
  const [data, setData] = useState<DumpData | null>(null);
  useEffect(() => {
    const reading = port.dump(sheet.id);
    const first = { ...dumpCodec.initial, evidence: '' };
    Promise.resolve(reading.ask(queryOf(first))).then((answer) =>
      setData({ name: sheet.name, own: true, fixed: true, reading, first: answer, base: null }),
    );
  }, [port, sheet.id, sheet.name]);
  if (!data) return null;
  return (
    <DumpView
      {...props}
      id={`${props.id}-${sheet.id}`}
      state={state}
      data={data}
      update={setState}
      supply={setData}
    />
  );
}

/** The profile widget's own picture, over the bench's reading. */
function ProfileEvidence(props: SheetProps & { readonly port: BenchPort }) {
  const { sheet, port } = props;
  const [state, setState] = useState({ ...profileCodec.initial, evidence: '', base: '' });
  const [data, setData] = useState<ProfileData | null>(null);
  useEffect(() => {
    const reading = port.profile(sheet.id);
    const source = { name: sheet.name, own: true, file: new Blob([]) };
    const first = { ...profileCodec.initial, evidence: '', base: '' };
    Promise.resolve(reading.ask(questionOf(first))).then((answer) =>
      setData({ source, base: null, fixed: true, reading, answer, refusal: null }),
    );
  }, [port, sheet.id, sheet.name]);
  if (!data) return null;
  return (
    <ProfileView
      {...props}
      id={`${props.id}-${sheet.id}`}
      state={state}
      data={data}
      update={setState}
      supply={setData}
    />
  );
}
