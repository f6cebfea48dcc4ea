import { rpcSizes } from '../../model/ttrpc/rpc-sizes.ts';
import type { Word, WordKey } from '../contract.ts';

/** A frame that real calls send, by what it is called and how long it is. */
export interface NamedFrame {
  readonly group: 'requests' | 'answers';
  readonly bytes: number;
  readonly key: WordKey;
  readonly values: Readonly<Record<string, string | number>>;
}

const { State, StateOfContainer, Stats, StatsV2, Exec, CloseIO } = rpcSizes;

/** A request of Exec whose process has 40 variables of a service in its environment, measured like those of `rpcSizes`. */
const EXEC_WITH_SERVICE = 3790;

/** Frames of containerd's calls to a shim, one of each size that matters. */
export const NAMED_FRAMES: readonly NamedFrame[] = [
  request(StateOfContainer.request, 'socket.frame.container', { rpc: 'State, Stats' }),
  request(State.request, 'socket.frame.exec', { rpc: 'State, Start' }),
  request(Exec.request, 'socket.frame.plain', { rpc: 'Exec' }),
  request(EXEC_WITH_SERVICE, 'socket.frame.variables', { n: 40 }),
  answer(CloseIO.response, 'socket.frame.empty', {}),
  answer(StatsV2.response, 'socket.frame.stats', { version: 'v2' }),
  answer(State.response, 'socket.frame.exec', { rpc: 'State' }),
  answer(Stats.response, 'socket.frame.stats', { version: 'v1' }),
];

/** A named frame in words, with its size. */
export function frameInWords({ key, values, bytes }: NamedFrame, word: Word): string {
  return word('socket.frame.option', { name: word(key, values), bytes });
}

function request(bytes: number, key: WordKey, values: NamedFrame['values']): NamedFrame {
  return { group: 'requests', bytes, key, values };
}

function answer(bytes: number, key: WordKey, values: NamedFrame['values']): NamedFrame {
  return { group: 'answers', bytes, key, values };
}
