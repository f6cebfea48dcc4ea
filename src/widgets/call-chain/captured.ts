import { framesOf, sampleValue } from '../../evidence/pprof/profile.ts';
import { read } from '../../evidence/pprof/read.ts';

/** containerd's goroutines while the connection to a real pod hung; Stats was polled through the Metrics call. */
export const CAPTURED = 'containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz';

/** Goroutines of that profile that serve Metrics, by the line of ttrpc's client where they wait. */
export interface Captured {
  /** Queueing for the main loop: containerd/ttrpc@v1.0.1 client.go:153. */
  readonly queueing: number;
  /** Handed over, waiting for the answer: client.go:161. */
  readonly handedOver: number;
}

/** Reads the profile. Throws where the file is none: the kit's own evidence is broken then. */
export async function capturedCallers(bytes: Uint8Array): Promise<Captured> {
  const reading = await read(bytes);
  if (!reading.ok) throw new Error(`${CAPTURED}: ${reading.problem}`);
  const { value: profile } = reading;
  const at = (line: number) => {
    let sum = 0;
    for (let sample = 0; sample < profile.samples.size; sample++) {
      const frames = framesOf(profile, sample);
      const stats = frames.some(({ func }) => func.endsWith('.(*shim).Stats'));
      const waits = frames.some(
        (frame) => frame.func.endsWith('ttrpc.(*Client).dispatch') && frame.line === line,
      );
      if (stats && waits) sum += Number(sampleValue(profile, sample, 0));
    }
    return sum;
  };
  return { queueing: at(153), handedOver: at(161) };
}
