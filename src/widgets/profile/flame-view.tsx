import { useMemo, useState } from 'preact/hooks';
import { packageLabel, share } from './amounts.ts';
import type { Telling } from './box-text.ts';
import type { PanelProps } from './data.ts';
import { FlameCanvas } from './flame-canvas.tsx';
import { boxOf, type FlameColumns, find, nameOf, OTHERS, zoomOf } from './flame-columns.ts';
import { EVEN, GREW, SHRANK } from './flame-drawing.ts';
import { FlameStill } from './flame-still.tsx';
import { FlameTwin } from './flame-twin.tsx';
import { isSeen } from './flame-walk.ts';
import { SearchField } from './search-field.tsx';
import { regrow } from './state.ts';

interface FlameViewProps extends PanelProps {
  readonly flame: FlameColumns;
  /** True for a difference. */
  readonly signed: boolean;
}

/** A flame with its switches, its search, its words and its table. */
export function FlameView(props: FlameViewProps) {
  const { flame, signed, answer, word, locale, live, state, update } = props;
  const [walked, setWalked] = useState<{ flame: FlameColumns; box: number } | null>(null);
  const [open, setOpen] = useState(false);
  const zoomed = useMemo(() => boxOf(flame, state.zoom), [flame, state.zoom]);
  const hits = useMemo(
    () => (state.search === '' ? null : find(flame, state.search)),
    [flame, state.search],
  );
  const telling: Telling = { flame, unit: answer.sampleType.unit, signed, word, locale };
  if ((flame.span[0] ?? 0) === 0) {
    return <p class="pf-note">{word(signed ? 'profile.noChange' : 'profile.empty')}</p>;
  }
  // Where one stood belongs to the tree one walked in.
  const stood = walked?.flame === flame ? walked.box : zoomed;
  const cursor = isSeen(flame, stood, zoomed) ? stood : zoomed;
  const zoom = (box: number) => update({ ...state, zoom: zoomOf(flame, box) });
  const result = hits
    ? word('profile.found', {
        n: hits.boxes,
        share: share(hits.covered, flame.span[0] ?? 0, locale),
      })
    : word('profile.boxes', { n: flame.size - 1 });
  return (
    <>
      <div class="pf-tools">
        {live && <Switches {...props} zoomed={zoomed} out={() => zoom(0)} />}
        {/* A difference has its search above its table. */}
        {signed ? <p class="pf-note">{result}</p> : <SearchField {...props} result={result} />}
      </div>
      {live ? (
        <>
          <FlameCanvas
            id={props.id}
            telling={telling}
            zoomed={zoomed}
            cursor={cursor}
            found={hits?.nodes ?? null}
            zoom={zoom}
            go={(box) => setWalked({ flame, box })}
            say={props.say}
          />
          <BoxActions {...props} cursor={cursor} />
        </>
      ) : (
        <FlameStill telling={telling} zoomed={zoomed} />
      )}
      <Legend {...props} />
      {flame.cut > 0 && <p class="pf-note">{word('profile.cut', { n: flame.cut })}</p>}
      {live ? (
        <details class="pf-twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{word('profile.asTable')}</summary>
          {open && <FlameTwin telling={telling} zoomed={zoomed} live={live} />}
        </details>
      ) : (
        <FlameTwin telling={telling} zoomed={zoomed} live={live} />
      )}
    </>
  );
}

function Switches({
  state,
  update,
  word,
  zoomed,
  out,
}: FlameViewProps & { readonly zoomed: number; out(): void }) {
  return (
    <div class="pf-switches">
      {(['reversed', 'byPackage'] as const).map((name) => (
        <label key={name} class="pf-switch">
          <input
            type="checkbox"
            checked={state[name]}
            onChange={(event) => update(regrow(state, { [name]: event.currentTarget.checked }))}
          />
          {word(`profile.${name}`)}
        </label>
      ))}
      <button type="button" class="b" disabled={zoomed === 0} onClick={out}>
        {word('profile.out')}
      </button>
    </div>
  );
}

/** What can be done with the box where the keyboard stands. */
function BoxActions({
  flame,
  state,
  update,
  word,
  cursor,
}: FlameViewProps & { readonly cursor: number }) {
  if (cursor === 0) return null;
  const name = nameOf(flame, cursor);
  const literal = name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  return (
    <div class="pf-actions">
      {!state.byPackage && (
        <button
          type="button"
          class="b"
          onClick={() => update({ ...state, view: 'peek', func: name })}
        >
          {word('profile.peekAt')}
        </button>
      )}
      <button
        type="button"
        class="b"
        onClick={() =>
          update(regrow(state, { focus: state.byPackage ? `^${literal}\\.` : `^${literal}$` }))
        }
      >
        {word('profile.focusOn')}
      </button>
    </div>
  );
}

/** Which colour is which package; in a difference, which pattern is which way. */
function Legend({ flame, signed, word }: FlameViewProps) {
  const keys: readonly (readonly [fill: number, text: string, title: string])[] = signed
    ? [
        [GREW, `+ ${word('profile.change.grew')}`, ''],
        [SHRANK, `− ${word('profile.change.shrank')}`, ''],
        [EVEN, `= ${word('profile.even')}`, ''],
      ]
    : [
        ...flame.legend.map((name, at) => [at + 1, packageLabel(name), name] as const),
        [0, word('profile.standard'), ''],
        ...(flame.slots.includes(OTHERS) ? [[OTHERS, word('profile.others'), ''] as const] : []),
      ];
  return (
    <ul class="pf-legend" aria-label={word('profile.legend')}>
      {keys.map(([fill, text, title]) => (
        <li key={fill} title={title}>
          <i class={`pf-fill-${fill}`} aria-hidden="true" /> <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
