import type { Leftovers } from './leftovers.ts';
import { readPattern } from './pattern/pattern.ts';
import type { Locations, Profile } from './profile.ts';

/** Parentheses that belong to a C++ name and do not begin its arguments. */
const KEPT_PARENTHESES = /\(anonymous namespace\)|operator\(\)|\(/g;

/**
 * The part of a name that `drop_frames` is matched with: without C++ arguments. A Go method ends at its `(` as well,
 * `net/http.(*conn).serve` at `net/http.`; google/pprof profile/prune.go does it so, and writers count on it.
 */
function plainName(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name;
  for (const match of plain.matchAll(KEPT_PARENTHESES)) {
    if (match[0] === '(') return plain.slice(0, match.index);
  }
  return plain;
}

/** Which functions the profile's own patterns say to drop, or null when there is nothing to do. */
function dropped(profile: Profile, leftovers: Leftovers): Uint8Array | null {
  if (profile.dropFrames === '') return null;
  const drop = readPattern(`^(${profile.dropFrames})$`);
  const keep = profile.keepFrames === '' ? null : readPattern(`^(${profile.keepFrames})$`);
  for (const pattern of [drop, keep]) {
    if (pattern && !pattern.ok) {
      leftovers.add(
        0,
        `the profile's pattern of frames to drop or keep does not read: ${pattern.problem}`,
      );
      return null;
    }
  }
  if (!drop.ok || keep?.ok === false) return null;
  const { functions, strings } = profile;
  const marks = new Uint8Array(functions.size);
  let any = false;
  for (let fn = 0; fn < functions.size; fn++) {
    const name = plainName(strings.text(functions.name[fn] as number));
    if (name === '' || !drop.value.test(name) || keep?.value.test(name)) continue;
    marks[fn] = 1;
    any = true;
  }
  if (drop.value.exhausted || keep?.value.exhausted) {
    leftovers.add(0, 'the pattern of frames to drop takes too long: nothing is dropped');
    return null;
  }
  return any ? marks : null;
}

/** How a location is touched: not at all, its inner lines go, or all of it. */
const WHOLE = 0;
const INNER = 1;
const GONE = 2;

/**
 * Takes away the frames that the profile itself says to hide (`drop_frames` without `keep_frames`), with all that they
 * called: as every pprof tool does on opening (google/pprof profile/prune.go, RemoveUninteresting). From the root
 * down, the first such frame below one that stays ends the stack. The columns of stacks are shared, not copied.
 */
export function prune(profile: Profile, leftovers: Leftovers): Profile {
  const marks = dropped(profile, leftovers);
  if (!marks) return profile;
  const { samples, locations } = profile;
  const { touched, firstLine } = touch(locations, marks);
  const first = samples.first.slice();
  for (let sample = 0; sample < samples.size; sample++) {
    const from = samples.first[sample] as number;
    let stays = false;
    for (let at = (samples.last[sample] as number) - 1; at >= from; at--) {
      const how = touched[samples.locations[at] as number];
      if (how === WHOLE) stays = true;
      else if (stays) {
        first[sample] = how === GONE ? at + 1 : at;
        break;
      }
    }
  }
  return { ...profile, samples: { ...samples, first }, locations: { ...locations, firstLine } };
}

/** Per location how it is touched, and where its lines begin then. */
function touch(
  locations: Locations,
  marks: Uint8Array,
): { touched: Uint8Array; firstLine: Uint32Array } {
  const touched = new Uint8Array(locations.size);
  const firstLine = locations.firstLine.slice();
  for (let place = 0; place < locations.size; place++) {
    const last = (locations.lastLine[place] as number) - 1;
    for (let line = last; line >= (locations.firstLine[place] as number); line--) {
      const fn = locations.lineFunction[line] as number;
      if (fn < 0 || marks[fn] === 0) continue;
      touched[place] = line === last ? GONE : INNER;
      if (line < last) firstLine[place] = line + 1;
      break;
    }
  }
  return { touched, firstLine };
}
