import type { ComponentChildren } from 'preact';
import type { Machine } from '../../model/kernel/machine.ts';
import type { Word, WordKey } from '../contract.ts';
import type { ChannelEnds, LockEnds, Scene } from './scene.ts';
import type { LabState } from './state.ts';
import { lockName } from './words.ts';

interface EdgeProps {
  readonly machine: Machine;
  readonly scene: Scene;
  readonly client: LabState['client'];
  readonly word: Word;
}

/** What the two goroutines of the client share: a channel (A), a map (B), locks (C, D). */
export function ClientEdge(props: EdgeProps & { readonly children?: ComponentChildren }) {
  const { machine, scene, client, word } = props;
  const { channels, locks, circle } = scene;
  const incoming = channels.find(({ name }) => name === 'incoming');
  return (
    <div class="lab-edge lab-client-edge" data-mood={circle.length > 0 ? 'circle' : 'rests'}>
      <span class="lab-arrow" aria-hidden="true" />
      {incoming && <Channel ends={incoming} word={word} />}
      {locks.map((lock) => (
        <Lock key={lock.name} lock={lock} machine={machine} word={word} />
      ))}
      {!incoming && client !== 'C' && <p class="lab-free-edge">{word('ttrpc-lab.edge.client')}</p>}
    </div>
  );
}

/** What the server's receiver and loop share: a channel (S1), or nothing (S2). */
export function ServerEdge({ scene, word }: EdgeProps) {
  const requests = scene.channels.find(({ name }) => name === 'requests');
  return (
    <div
      class="lab-edge lab-server-edge"
      data-mood={scene.circle.length > 0 && requests ? 'circle' : 'rests'}
    >
      <span class="lab-arrow" aria-hidden="true" />
      {requests ? (
        <Channel ends={requests} word={word} />
      ) : (
        <p class="lab-free-edge">{word('ttrpc-lab.edge.server')}</p>
      )}
    </div>
  );
}

/** A channel, and who waits at each of its ends. */
export function Channel({ ends, word }: { readonly ends: ChannelEnds; readonly word: Word }) {
  const { name, offering, taking, buffered, room } = ends;
  return (
    <p class="lab-channel" data-waits={offering > 0 && taking === 0}>
      <b>{word(`ttrpc-lab.channel.${name}` as WordKey)}</b>{' '}
      <span>
        {word('ttrpc-lab.ends', {
          offering: word(offering === 0 ? 'ttrpc-lab.noneOffers' : 'ttrpc-lab.offering', {
            n: offering,
          }),
          taking: word(taking > 0 ? 'ttrpc-lab.taking' : 'ttrpc-lab.notTaking'),
        })}
      </span>{' '}
      {buffered && <span>{word('ttrpc-lab.buffered', { n: buffered.length, room })}</span>}
    </p>
  );
}

function Lock(props: { readonly lock: LockEnds; readonly machine: Machine; readonly word: Word }) {
  const { lock, machine, word } = props;
  const holder = lock.holder === null ? null : machine.kindOf(lock.holder);
  return (
    <p class="lab-channel" data-waits={lock.holder !== null && lock.waiting > 0}>
      <b>{lockName(lock.name, word)}</b>{' '}
      <span>
        {holder === null
          ? word('ttrpc-lab.lockFree')
          : holder.call === null
            ? word('ttrpc-lab.lockHeld', { who: word(`ttrpc.actor.${holder.kind}`) })
            : word('ttrpc-lab.lockHeldBy', { call: holder.call + 1 })}
      </span>{' '}
      {lock.waiting > 0 && <span>{word('ttrpc-lab.lockWaiting', { n: lock.waiting })}</span>}
    </p>
  );
}
