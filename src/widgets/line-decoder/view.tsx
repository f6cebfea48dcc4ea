import { useState } from 'preact/hooks';
import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { Connection, Wiring } from '../../evidence/ttrpc/connections.ts';
import { ConnectionCard } from './connection-card.tsx';
import { TypedLine } from './line-card.tsx';
import { list } from './phrases.ts';
import { CrowdLine, sorted } from './pieces.tsx';
import type { DecoderData, Sheet } from './reading.ts';
import { Ring } from './ring.tsx';
import { Rows } from './rows.tsx';
import { type DecoderViewProps, Source } from './source.tsx';
import { toggleConnection, toggleRow } from './state.ts';
import { Ties } from './ties.tsx';

/** A field for one line; below it a table in words, or a dump as connections and the circle they close. */
export function View(props: DecoderViewProps) {
  const { data, state } = props;
  return (
    <div class="ld">
      <Ask {...props} />
      {state.at !== '' && <TypedLine text={state.at} word={props.word} locale={props.locale} />}
      <Source {...props} />
      {data.circles.map((circle) => (
        <section key={`${circle.client?.id} ${circle.server?.id}`} class="ld-circle">
          <Ring circle={circle} word={props.word} locale={props.locale} />
          {[circle.client, circle.server].map(
            (end) => end && <EndTies key={end.id} {...props} connection={end} />,
          )}
        </section>
      ))}
      {data.sheets.map((sheet, i) => (
        <SheetView key={sheet.name} {...props} sheet={sheet} n={i + 1} />
      ))}
    </div>
  );
}

/** The field. It is hidden in the still: without script nobody could answer. */
function Ask({ id, state, word, live, update }: DecoderViewProps) {
  const [typed, setTyped] = useState(state.at);
  if (!live) return null;
  return (
    <form
      class="ld-field"
      onSubmit={(event) => {
        event.preventDefault();
        update({ ...state, at: typed.trim() });
      }}
    >
      <label for={`${id}-at`}>{word('line-decoder.field')}</label>
      <input
        id={`${id}-at`}
        class="field"
        value={typed}
        placeholder="server.go:444"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="b b-go">
        {word('line-decoder.decode')}
      </button>
      <p class="ld-examples">
        {word('line-decoder.try')}{' '}
        {['server.go:444', 'client.go:259', 'client.go:366@1.2.2', 'channel.go:132'].map(
          (example) => (
            <button
              key={example}
              type="button"
              class="ld-example"
              onClick={() => {
                setTyped(example);
                update({ ...state, at: example });
              }}
            >
              {example}
            </button>
          ),
        )}
      </p>
    </form>
  );
}

/** A connection's name in a link: `server-2`, and `2:server-2` when it stands in the second file. */
function keyOf(data: DecoderData, connection: Connection): string {
  const sheet = data.sheets.findIndex(
    (one) => one.is === 'dump' && one.wiring.connections.includes(connection),
  );
  return sheet > 0 ? `${sheet + 1}:${connection.id}` : connection.id;
}

function EndTies(props: DecoderViewProps & { readonly connection: Connection }) {
  const { state, connection, update } = props;
  const key = keyOf(props.data, connection);
  return (
    <Ties
      connection={connection}
      word={props.word}
      live={props.live}
      open={state.connection === key}
      toggle={() => update(toggleConnection(state, key))}
    />
  );
}

function SheetView(props: DecoderViewProps & { readonly sheet: Sheet; readonly n: number }) {
  const { id, sheet, n, state, word, locale, live, update } = props;
  if (sheet.is === 'nothing') {
    return <p class="ld-trouble">{word('line-decoder.nothing', { name: sheet.name })}</p>;
  }
  if (sheet.is === 'table') {
    return (
      <Rows
        id={`${id}-${n}`}
        table={sheet.table}
        open={state.row}
        word={word}
        locale={locale}
        live={live}
        toggle={(row) => update(toggleRow(state, row))}
      />
    );
  }
  return <DumpView {...props} wiring={sheet.wiring} />;
}

/** That nothing is stuck can be said only where everything is in the dump. */
export function noCircle(wiring: Wiring): 'line-decoder.noCircle' | 'line-decoder.noCircleSeen' {
  const whole = wiring.connections.every((one) => one.status !== 'unknown');
  return whole ? 'line-decoder.noCircle' : 'line-decoder.noCircleSeen';
}

/** The connections of one process, but for those that are drawn in a circle above. */
function DumpView(
  props: DecoderViewProps & { readonly sheet: Sheet; readonly n: number; readonly wiring: Wiring },
) {
  const { data, sheet, wiring, state, word, locale, live, update } = props;
  const drawn = data.circles.flatMap(({ client, server }) => [client, server]);
  const rest = wiring.connections.filter((one) => !drawn.includes(one));
  const several = data.sheets.length > 1;
  const { fits, named } = wiring.narrowing;
  return (
    <section class="ld-dump">
      {several && <p class="ld-h ld-sheet">{sheet.name}</p>}
      {data.circles.length === 0 && wiring.connections.length > 0 && (
        <p class="ld-none">{word(noCircle(wiring))}</p>
      )}
      {wiring.connections.length === 0 && <p>{word('line-decoder.noTtrpc')}</p>}
      {rest.length > 0 && (
        <div class="ld-cards">
          {rest.map((one) => (
            <ConnectionCard
              key={one.id}
              connection={one}
              word={word}
              live={live}
              open={state.connection === keyOf(data, one)}
              toggle={() => update(toggleConnection(state, keyOf(data, one)))}
            />
          ))}
        </div>
      )}
      {wiring.unassigned.length > 0 && (
        <div class="ld-loose">
          <p>{word('line-decoder.loose')}</p>
          <ul class="ld-bystanders">
            {sorted(wiring.unassigned).map((crowd) => (
              <CrowdLine
                key={`${formatAt(crowd.at)} ${crowd.state} ${crowd.position}`}
                crowd={crowd}
                word={word}
              />
            ))}
          </ul>
        </div>
      )}
      {!wiring.complete && <p class="ld-trouble">{word('line-decoder.incomplete')}</p>}
      {(fits.length > 0 || named !== null) && (
        <p class="ld-fits">
          {word('line-decoder.fits', {
            versions: list(fits.length > 0 ? fits : [named ?? ''], locale),
          })}
        </p>
      )}
    </section>
  );
}
