import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { Connection } from '../../evidence/ttrpc/connections.ts';
import { freesIn, positionOf } from '../../evidence/ttrpc/positions.ts';
import type { Crowd } from '../../evidence/ttrpc/standing.ts';
import type { Circle, WaitNode } from '../../evidence/ttrpc/waits.ts';
import type { Locale, Word } from '../contract.ts';
import { doing, gap, list, markOf } from './phrases.ts';
import { Arrow, Box, CrowdLine, type Mood, sorted, Tube } from './pieces.tsx';

const mood = (seen: boolean): Mood => (seen ? 'stuck' : 'unseen');

/** The circle of waits: what a dump shows is drawn full, what is inferred at the other end is dashed. */
export function Ring(props: {
  readonly circle: Circle;
  readonly word: Word;
  readonly locale: Locale;
}) {
  const { circle, word, locale } = props;
  const { nodes, edges, closed, kind, candidates, client, server } = circle;
  const drawn = kind ?? candidates[0] ?? 'A-S1';
  const seen = edges.filter((edge) => edge.seen).length;
  const last = nodes.length - 1;
  return (
    <figure class="ld-figure">
      <ul class="ld-ring" data-kind={drawn}>
        <End side="client" connection={client} word={word} />
        <End side="server" connection={server} word={word} />
        {nodes.map((node, i) => (
          <Box
            key={node.position.id}
            area={`node${i}`}
            mood={mood(node.seen)}
            n={i + 1}
            name={word(`line-decoder.name.${node.position.actor}`)}
            at={node.at}
            does={doesAt(node, word)}
            aside={aside(node, nodes[(i + 1) % nodes.length], word)}
          />
        ))}
        <Tube
          area="edge0"
          mood={mood(edges[0]?.seen ?? false)}
          to="right"
          label={word('line-decoder.requests')}
          note={word('line-decoder.noRoom')}
        />
        <Arrow
          area="edge1"
          mood={mood(edges[1]?.seen ?? false)}
          to="down"
          label={word('line-decoder.notTaken')}
        />
        <Tube
          area="edge2"
          mood={mood(edges[2]?.seen ?? false)}
          to="left"
          label={word('line-decoder.answers')}
          note={word('line-decoder.noRoom')}
        />
        {nodes.slice(3).map((node, i) => (
          <Arrow
            key={node.position.id}
            area={`edge${i + 3}`}
            mood={mood(node.seen)}
            to="up"
            label={word(
              drawn === 'A-S1'
                ? 'line-decoder.notTaken'
                : i + 3 === last
                  ? 'line-decoder.sendLock'
                  : 'line-decoder.streamLock',
            )}
          />
        ))}
        <li class="ld-hub" aria-hidden="true">
          <b>{closed ? nodes.length : `${seen}/${nodes.length}`}</b>
          <span>{word(closed ? 'line-decoder.hub.closed' : 'line-decoder.hub.open')}</span>
        </li>
      </ul>
      <Bystanders circle={circle} word={word} />
      <figcaption>
        <p>
          {[
            word(closed ? 'line-decoder.circle.closed' : 'line-decoder.circle.open', {
              n: nodes.length,
              seen,
            }),
            word(`ttrpc.pairing.${circle.pairing}`),
            age(circle, word),
          ].join(gap(locale))}
        </p>
        <ul class="ld-families">
          {[client, server].map(
            (end) => end?.family && <li key={end.side}>{word(`ttrpc.family.${end.family}`)}</li>,
          )}
        </ul>
        {circle.ask && <AskNext circle={circle} word={word} locale={locale} />}
      </figcaption>
    </figure>
  );
}

function End(props: {
  readonly side: 'client' | 'server';
  readonly connection: Connection | null;
  readonly word: Word;
}) {
  const { side, connection, word } = props;
  return (
    <li class={`ld-end ld-end-${side}`}>
      <strong>{word(`ttrpc.side.${side}`)}</strong>{' '}
      <span>
        {connection
          ? word('line-decoder.connection', { n: markOf(connection) })
          : word('line-decoder.notInDump')}
      </span>
    </li>
  );
}

/** A half of a circle that is young may pass; one that has an age does not. */
function age({ client, server, closed }: Circle, word: Word): string {
  const ends = [client, server].filter((end) => end !== null);
  const minutes = Math.min(...ends.map((end) => end.minutes));
  if (minutes > 0) return word('line-decoder.aged', { n: minutes });
  return closed ? '' : word('line-decoder.young');
}

function doesAt({ position, seen }: WaitNode, word: Word): string {
  const does = doing(position.id, word);
  return seen ? does : word('line-decoder.inferred', { does });
}

function aside(node: WaitNode, next: WaitNode | undefined, word: Word): string {
  if (!next || !node.position.waits) return '';
  return word('line-decoder.aside', {
    waits: word(`ttrpc.waits.${node.position.waits}`),
    actor: word(`ttrpc.actor.${next.position.actor}`),
  });
}

/** Who waits because of the circle, or beside it, without being a part of it: callers left, handlers right. */
function Bystanders({ circle, word }: { readonly circle: Circle; readonly word: Word }) {
  const parts: readonly string[] = circle.nodes.map((node) => node.position.id);
  const ends = [circle.client, circle.server].map((end) =>
    (end?.calls ?? []).filter(({ position }) => !parts.includes(position ?? '')),
  );
  if (ends.every((crowds) => crowds.length === 0)) return null;
  return (
    <div class="ld-behind">
      {ends.map((crowds, i) => (
        <ul
          key={i === 0 ? 'client' : 'server'}
          class="ld-bystanders"
          aria-label={word('line-decoder.behind')}
        >
          {sorted(crowds).map((crowd) => {
            const step = stepBefore(circle, crowd);
            return (
              <CrowdLine
                key={`${formatAt(crowd.at)} ${crowd.state} ${crowd.position} ${crowd.tie}`}
                crowd={crowd}
                word={word}
                {...(step > 0 ? { behind: step } : {})}
              />
            );
          })}
        </ul>
      ))}
    </div>
  );
}

/** The step of the circle that holds these up: whoever has the lock they want, or should take what they hold. 0: none. */
function stepBefore({ nodes, client }: Circle, { position: id }: Crowd): number {
  const position = id ? positionOf(id) : null;
  if (position?.posture !== 'victim' && position?.posture !== 'await') return 0;
  const frees = freesIn(position, client?.family ?? null);
  const held = nodes.findIndex((node) => node.position.holds === position.waits);
  return (held === -1 ? nodes.findIndex((node) => frees.includes(node.position.actor)) : held) + 1;
}

/** Whose dump would show the rest, and by which lines. */
function AskNext({
  circle,
  word,
  locale,
}: {
  readonly circle: Circle;
  readonly word: Word;
  readonly locale: Locale;
}) {
  const { ask, kind, candidates, lookFor } = circle;
  if (!ask) return null;
  const byVersion = new Map<string, string[]>();
  for (const { at, versions } of lookFor) {
    const key = list(versions, locale);
    byVersion.set(key, [...(byVersion.get(key) ?? []), formatAt(at)]);
  }
  return (
    <div class="ld-ask">
      <p>
        <strong>{word(`line-decoder.ask.${ask}`)}</strong>{' '}
        {kind === null && candidates.length > 1 && word('line-decoder.ask.family')}
      </p>
      {byVersion.size > 0 && (
        <ul>
          {[...byVersion].map(([versions, lines]) => (
            <li key={versions}>
              <code>{[...new Set(lines)].join(' + ')}</code> <span>ttrpc {versions}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
