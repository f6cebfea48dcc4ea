import { chargeOfFrame, wakesAt } from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import { chargeIn, contentsOf, type Pipe, readsToWake, type Stepped } from './pipe.ts';

/** A share as a reader says it: `38%`. */
export function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

/** What the picture comes to, in a few words above it. */
export function leadInWords(pipe: Pipe, word: Word): string {
  const charge = chargeIn(pipe);
  if (pipe.parked && charge < pipe.sndbuf) {
    const free = percent(pipe.sndbuf - charge, pipe.sndbuf);
    // The room of a frame can be less than half a percent: then the figure would deny what it is there to say.
    return free === '0%' ? word('socket.lead.room') : word('socket.lead.parked', { free });
  }
  if (pipe.parked) return word('socket.lead.full');
  if (charge >= pipe.sndbuf) return word('socket.lead.brim');
  if (charge === 0) return word('socket.lead.empty');
  return word('socket.lead.running', { percent: percent(charge, pipe.sndbuf) });
}

/** What stands in the socket and what its writer does, whatever the state. */
export function pipeInWords(pipe: Pipe, word: Word): string {
  const { charge, bytes, skbs, framesIn, framesOut, part } = contentsOf(pipe);
  const { frameBytes: size, sndbuf } = pipe;
  const state = pipe.parked
    ? word('socket.describe.parked', { wakes: wakesAt(sndbuf), n: readsToWake(pipe) })
    : word(charge >= sndbuf ? 'socket.describe.brim' : 'socket.describe.runs');
  const held =
    skbs.length === 0
      ? word('socket.describe.empty', {
          size,
          charge: chargeOfFrame(size, undefined, sndbuf),
          sndbuf,
        })
      : word('socket.describe.holds', {
          frames: framesIn - framesOut + (part > 0 ? 1 : 0),
          size,
          bytes,
          charge,
          sndbuf,
          percent: percent(charge, sndbuf),
        });
  const begun = pipe.read % size;
  return [
    held,
    begun > 0 ? word('socket.describe.begun', { begun }) : '',
    part > 0 ? word('socket.describe.part', { part }) : '',
    state,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** What a step did, for the live region. `before` is the pipe it was taken from. */
export function stepInWords(before: Pipe, { pipe, step }: Stepped, word: Word): string {
  const { sndbuf, frameBytes: size } = pipe;
  const charge = chargeIn(pipe);
  const wakes = wakesAt(sndbuf);
  switch (step.did) {
    case 'wrote':
      return word('socket.say.wrote', { n: step.frame, charge, sndbuf });
    case 'parked': {
      const { part } = contentsOf(pipe);
      const values = { n: step.frame, charge, sndbuf, part, size };
      const parked = word(part > 0 ? 'socket.say.parkedIn' : 'socket.say.parked', values);
      if (step.wrote === 0) return parked;
      return `${word('socket.say.filled', { wrote: step.wrote })} ${parked}`;
    }
    case 'asleep':
      return word('socket.say.asleep', { wakes, charge });
    case 'nothing':
      return word(chargeIn(before) === 0 ? 'socket.say.nothing' : 'socket.say.awake');
    case 'woke':
    case 'read': {
      const taken = word('socket.say.read', { frames: step.frames, charge, sndbuf });
      if (step.did === 'woke') return `${taken} ${word('socket.say.woke', { charge, sndbuf })}`;
      if (!pipe.parked) return taken;
      const room = charge < sndbuf && chargeIn(before) >= sndbuf ? word('socket.say.room') : '';
      const more = word('socket.say.more', { n: readsToWake(pipe) });
      return [taken, room, more].filter((text) => text !== '').join(' ');
    }
  }
}
