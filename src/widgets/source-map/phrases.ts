import type { Word } from '../contract.ts';
import { folderOf, type Room, roomOf } from './rooms.ts';
import { hopsOf, ROUTES, stepInto } from './routes.ts';
import type { SourceMapState } from './state.ts';

/** Where the call is now, or that the room tried is not the next one and why. */
export function whereInWords(state: SourceMapState, word: Word): string {
  const { route, done, tried } = state;
  const hops = hopsOf(route);
  if (tried !== null) {
    const step = stepInto(route, done, tried);
    const why = step === 'later' || step === 'behind' ? step : 'off';
    return word(`source-map.step.${why}`, { room: folderOf(tried) });
  }
  if (done === 0) return word('source-map.step.none');
  const hop = hops[done - 1];
  const here = word('source-map.step.next', {
    n: done,
    of: hops.length,
    room: hop ? folderOf(hop.room) : '',
    func: hop?.func ?? '',
  });
  if (done < hops.length) return here;
  return [here, word(`source-map.leaves.${ROUTES[route].leaves}`)].join(word('source-map.between'));
}

/** The room of a pasted line. */
export function lineInWords(line: string, word: Word): string {
  const found = roomOf(line);
  switch (found.is) {
    case 'room':
      return word('source-map.found', {
        room: folderOf(found.room),
        what: whatInWords(found.room, word),
      });
    case 'other':
      return word('source-map.found.other', { folder: `pkg/kubelet/${found.folder}` });
    case 'outside':
      return word('source-map.found.outside');
  }
}

export function whatInWords(room: Room, word: Word): string {
  return word(`source-map.room.${room}`);
}

export function mapInWords(state: SourceMapState, word: Word): string {
  const parts = [word(`source-map.route.${state.route}`), whereInWords(state, word)];
  if (state.line !== '') parts.push(lineInWords(state.line, word));
  return parts.join(word('source-map.between'));
}
