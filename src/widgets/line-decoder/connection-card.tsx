import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { Connection, Status } from '../../evidence/ttrpc/connections.ts';
import { positionOf } from '../../evidence/ttrpc/positions.ts';
import { isParked, type Member } from '../../evidence/ttrpc/standing.ts';
import type { Word } from '../contract.ts';
import { doing, markOf } from './phrases.ts';
import { Arrow, Box, CrowdLine, type Mood, sorted, Tube } from './pieces.tsx';
import { Ties } from './ties.tsx';

const STATUS_LOOK: Readonly<Record<Status, string>> = {
  idle: 'tag',
  busy: 'tag tag-flow',
  blocked: 'tag tag-wait',
  'deadlocked-half': 'tag tag-stuck',
  unknown: 'tag ld-tag-plain',
};

interface CardProps {
  readonly connection: Connection;
  readonly open: boolean;
  readonly live: boolean;
  readonly word: Word;
  toggle(): void;
}

/** One end of a connection: the two directions of its socket, who reads, who writes, and the calls it carries. */
export function ConnectionCard(props: CardProps) {
  const { connection, word } = props;
  const { side, pointer, status, calls, mayHold } = connection;
  return (
    <article class="ld-card" data-status={status}>
      <header>
        <p class="ld-h">{word(`line-decoder.${side}Connection`, { n: markOf(connection) })}</p>
        <span class={STATUS_LOOK[status]}>{word(`ttrpc.status.${status}`)}</span>
        {pointer !== '' && <code class="ld-pointer">{pointer}</code>}
      </header>
      <ul class="ld-half" data-side={side}>
        <Writer {...props} />
        <Reader {...props} />
      </ul>
      {(calls.length > 0 || mayHold > 0) && (
        <ul class="ld-bystanders">
          {sorted(calls).map((crowd) => (
            <CrowdLine
              key={`${formatAt(crowd.at)} ${crowd.state} ${crowd.tie} ${crowd.position}`}
              crowd={crowd}
              word={word}
            />
          ))}
          {mayHold > 0 && <li class="ld-may">{word('line-decoder.mayHold', { n: mayHold })}</li>}
        </ul>
      )}
      <Ties {...props} />
    </article>
  );
}

/** The goroutine that writes to the socket, and the direction it fills. Callers of families C and D write themselves. */
function Writer({ connection, word }: CardProps) {
  const { side, sender, loop, calls, family, status } = connection;
  const writer = sender ?? loop;
  const own = family === 'C' || family === 'D';
  const writing = own
    ? calls.some(({ position, state }) => isWriting(position, state))
    : isWriting(writer?.position ?? null, writer?.state ?? '');
  const tube = (
    <Tube
      area="out"
      mood={writing ? (status === 'deadlocked-half' ? 'stuck' : 'wait') : 'rest'}
      to={side === 'client' ? 'right' : 'left'}
      label={word(side === 'client' ? 'line-decoder.requests' : 'line-decoder.answers')}
      note={writing ? word('line-decoder.noRoom') : ''}
    />
  );
  return (
    <>
      {own ? (
        <Box
          area="writer"
          mood={writing ? 'wait' : 'rest'}
          name={word('line-decoder.ownWriters')}
          at={null}
          does={word(writing ? 'line-decoder.oneWrites' : 'line-decoder.noneWrites')}
        />
      ) : (
        <MemberBox area="writer" member={writer} connection={connection} word={word} />
      )}
      {tube}
    </>
  );
}

function Reader({ connection, word }: CardProps) {
  const { side, receiver, family } = connection;
  // Only in A and S1 does the receiver hand what it read to the loop that writes; that is the fault.
  const hands = family === 'A' || family === 'S1';
  const held = receiver?.position ? positionOf(receiver.position).posture === 'circle' : false;
  return (
    <>
      {hands && (
        <Arrow
          area="between"
          mood={held ? 'stuck' : 'rest'}
          to={side === 'client' ? 'up' : 'down'}
        />
      )}
      <MemberBox area="reader" member={receiver} connection={connection} word={word} />
      <Tube
        area="in"
        mood="rest"
        to={side === 'client' ? 'left' : 'right'}
        label={word(side === 'client' ? 'line-decoder.answers' : 'line-decoder.requests')}
        note=""
      />
    </>
  );
}

function MemberBox(props: {
  readonly area: string;
  readonly member: Member | null;
  readonly connection: Connection;
  readonly word: Word;
}) {
  const { area, member, connection, word } = props;
  if (!member) {
    return (
      <Box
        area={area}
        mood="unseen"
        name={word(area === 'reader' ? 'line-decoder.reader' : 'line-decoder.writer')}
        at={null}
        does={word('line-decoder.notTied')}
      />
    );
  }
  const position = member.position ? positionOf(member.position) : null;
  const parked = isParked(member.position, member.state);
  return (
    <Box
      area={area}
      mood={moodOf(member)}
      name={word(
        position
          ? `line-decoder.name.${position.actor}`
          : area === 'reader'
            ? 'line-decoder.reader'
            : 'line-decoder.writer',
      )}
      at={member.at}
      does={position && parked ? doing(position.id, word) : word('line-decoder.runs')}
      aside={position ? word(`ttrpc.position.${position.id}`) : connection.id}
    />
  );
}

function moodOf(member: Member): Mood {
  if (!member.position || !isParked(member.position, member.state)) return 'work';
  switch (positionOf(member.position).posture) {
    case 'circle':
      return 'stuck';
    case 'pressed':
    case 'victim':
      return 'wait';
    case 'pass':
      return 'work';
    default:
      return 'rest';
  }
}

function isWriting(position: Member['position'], state: string): boolean {
  return position !== null && positionOf(position).waits === 'room' && isParked(position, state);
}
