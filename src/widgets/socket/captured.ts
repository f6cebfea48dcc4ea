import { peerOf, readSockets, type SocketEnd } from '../../evidence/sockets/read.ts';
import { chargeOfFrame, measuredClasses, SNDBUF } from '../../model/kernel/charge.ts';
import { chargeIn, emptyPipe, fill, type Pipe, read } from './pipe.ts';

/** Files of `ss -xmp`, taken from hangs in which the writer of every end below was parked in its write. */
export const CAPTURED_PATHS = [
  'ttrpc-pair/n5000-dead/ss-xmp.txt',
  'containerd-1.4.11/pod-deadlock/ss-xmp.txt',
] as const;

/** One end of a captured connection, and what its figures say. */
export interface CapturedEnd {
  readonly path: string;
  readonly process: string;
  readonly side: 'client' | 'server';
  readonly charged: number;
  readonly allowed: number;
  /** Frames in the socket and what each is charged, where one class explains both figures. */
  readonly frames: number;
  readonly each: number;
  /** The same in the model: frames of the mean size, put in until the writer parked and read until so many are left. */
  readonly pipe: Pipe;
}

/** The charged ends in what `ss -xmp` printed, in the order of the file. */
export function capturedEnds(path: string, text: string): readonly CapturedEnd[] {
  const all = readSockets(text).value;
  return all.flatMap((end) => {
    const told = end.charged > 0 ? explain(end, peerOf(end, all)) : null;
    if (told === null) return [];
    const { process, address, charged, allowed } = end;
    return [
      { path, process, side: address === '' ? 'client' : 'server', charged, allowed, ...told },
    ];
  });
}

/**
 * Frames of one class that explain an end: so many times the class's charge is what it is charged, and so
 * many frames of a size of that class are what its peer has not read. null where no class or several do.
 */
function explain(
  end: SocketEnd,
  peer: SocketEnd | null,
): Pick<CapturedEnd, 'frames' | 'each' | 'pipe'> | null {
  if (peer === null || end.allowed !== SNDBUF) return null;
  const fits = measuredClasses.classes.flatMap(({ charge: each }) => {
    const frames = end.charged / each;
    const bytes = Math.round(peer.unread / frames);
    const fitting = Number.isInteger(frames) && bytes > 0 && chargeOfFrame(bytes) === each;
    return fitting ? [{ frames, each, bytes }] : [];
  });
  const [fit, another] = fits;
  if (fit === undefined || another !== undefined) return null;
  const full = fill(emptyPipe(fit.bytes, end.allowed)).pipe;
  const taken = (full.sent - fit.frames) * fit.bytes;
  const pipe = taken > 0 ? read(full, taken).pipe : full;
  return chargeIn(pipe) === end.charged ? { frames: fit.frames, each: fit.each, pipe } : null;
}
