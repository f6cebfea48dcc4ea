import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { Connection } from '../../evidence/ttrpc/connections.ts';
import { isInferred, type Member } from '../../evidence/ttrpc/standing.ts';
import type { Word } from '../contract.ts';

/** By what each goroutine was tied to the connection, and whether that was seen or inferred. */
export function Ties(props: {
  readonly connection: Connection;
  readonly open: boolean;
  readonly live: boolean;
  readonly word: Word;
  toggle(): void;
}) {
  const { connection, open, live, word, toggle } = props;
  const { loop, receiver, sender, closer, calls } = connection;
  const members = [loop, receiver, sender, closer].filter((one): one is Member => one !== null);
  return (
    <details
      class="ld-ties"
      open={open}
      onToggle={(event) => live && event.currentTarget.open !== open && toggle()}
    >
      <summary>{word(`line-decoder.${connection.side}Ties`)}</summary>
      <ul>
        {members.map(({ index, id, role, at, tie }) => (
          <li key={index} data-inferred={isInferred(tie)}>
            <code>{formatAt(at)}</code>
            <span>
              {word(`ttrpc.actor.${actorOf(connection, role)}`)}
              {id > 0 && `, goroutine ${id}`}: {word(`ttrpc.tie.${tie.by}`, { detail: tie.detail })}
            </span>
          </li>
        ))}
        {calls.map(
          ({ at, tie, members: crowd, state, position }) =>
            tie && (
              <li
                key={`${formatAt(at)} ${position} ${state} ${tie}`}
                data-inferred={tie === 'forced' || tie === 'likely'}
              >
                <code>{formatAt(at)}</code>
                <span>
                  {word(
                    connection.side === 'client' ? 'line-decoder.callers' : 'line-decoder.handlers',
                    { n: crowd.length },
                  )}
                  : {word(`line-decoder.crowdTie.${tie}`, { pointer: connection.pointer })}
                </span>
              </li>
            ),
        )}
      </ul>
    </details>
  );
}

type Named =
  | 'client.loop'
  | 'client.supervisor'
  | 'client.receiver'
  | 'client.sender'
  | 'client.closer'
  | 'server.loop'
  | 'server.receiver';

function actorOf({ side }: Connection, role: Member['role']): Named {
  if (side === 'server') return role === 'receiver' ? 'server.receiver' : 'server.loop';
  switch (role) {
    case 'receiver':
    case 'sender':
    case 'closer':
    case 'supervisor':
      return `client.${role}`;
    default:
      return 'client.loop';
  }
}
