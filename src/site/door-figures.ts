/** Numbers of chapter 2, counted in two looks at one hung containerd when the pages are built: `<Measured id="doors.stats" />`. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { typeNamed } from '../evidence/pprof/profile.ts';
import { readPlain } from '../evidence/pprof/read.ts';
import { type Top, top } from '../evidence/pprof/top.ts';

const FOLDER = 'content/evidence/containerd-1.4.11/pod-deadlock';

export const doorFigures = {
  /** Goroutines in the profile, and the different stacks that they have. */
  'doors.goroutines': () => Number(counted().total),
  'doors.stacks': () => profile().samples.size,
  /** Goroutines whose innermost function is the one in which all of Go parks. */
  'doors.parked': () => Number(counted().find('runtime.gopark')?.flat ?? 0),
  /** Goroutines in a call of ttrpc's client, and those of them that ask for Stats; themselves or in what they call. */
  'doors.calls': () => cumOf('/ttrpc.(*Client).Call'),
  'doors.stats': () => cumOf('/task.(*taskClient).Stats'),
  /** Goroutines in the dump of the same process: header lines. */
  'doors.dump': () => dump().match(/goroutine \d+ \[/g)?.length ?? 0,
  /** Header lines with an age: `[select, 2 minutes]`. */
  'doors.aged': () => dump().match(/goroutine \d+ \[[^\]]*, \d+ minutes/g)?.length ?? 0,
} as const satisfies Readonly<Record<string, () => number>>;

function unpacked(name: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(`${FOLDER}/${name}`)));
}

function dump(): string {
  return new TextDecoder().decode(unpacked('containerd.usr1.log.gz'));
}

function profile() {
  const reading = readPlain(unpacked('containerd.goroutine.pb.gz'));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

function counted(): Top {
  const value = profile();
  return top(value, typeNamed(value, 'goroutine'));
}

/** Throws where the profile has no such function, or several. */
function cumOf(ending: string): number {
  const [row, ...more] = counted()
    .rows()
    .filter(({ func }) => func.endsWith(ending));
  if (!row || more.length > 0) throw new Error(`not one function that ends in ${ending}`);
  return Number(row.cum);
}
