import { type Amount, amount } from './columns.ts';
import { readFunctions } from './functions.ts';
import type { Leftovers } from './leftovers.ts';
import { readLocations } from './locations.ts';
import { readMappings } from './mappings.ts';
import { FIELD, type Outline, outline } from './outline.ts';
import type { Profile, ValueType } from './profile.ts';
import { readSamples } from './samples.ts';
import { readValueType, type Source } from './source.ts';
import { type Strings, StringTable } from './strings.ts';
import type { Fault } from './wire.ts';

/** More types than a sample ever has; a JVM profile has about ten. */
const MOST_TYPES = 256;

const WHY: Record<Fault, string> = {
  cut: 'the file ends in the middle of a field',
  varint: 'a number is longer than ten bytes',
  'wire type': 'what follows is not a field of a protocol buffer',
};

/**
 * Decodes the bytes of a profile.proto, unpacked. Null when they hold no sample type, or neither a sample nor a text,
 * which no profile lacks: then they are something else, or too little of a profile to show. All else that is wrong becomes a leftover.
 * Columns refer into `bytes` for their texts: do not change them afterwards.
 */
export function decodeProto(bytes: Uint8Array, leftovers: Leftovers): Profile | null {
  const plan = outline(bytes);
  const types = plan.messages(FIELD.sampleType);
  if (types.from.length === 0 || types.from.length > MOST_TYPES) return null;
  const texts = plan.messages(FIELD.string);
  if (texts.from.length === 0 && plan.messages(FIELD.sample).from.length === 0) return null;
  if (plan.fault)
    leftovers.add(plan.fault.at, `nothing is read from here on: ${WHY[plan.fault.why]}`);
  for (const { field, at } of plan.unknown) {
    leftovers.add(at, `field ${field} of Profile is not known in this shape`);
  }
  for (const { field, at } of plan.tooMany) {
    leftovers.add(at, `so many messages of field ${field} of Profile that the rest is not read`);
  }
  // A file cut before its string table still has its numbers; they stand under empty names.
  const strings = texts.from.length > 0 ? new StringTable(bytes, texts.from, texts.to) : NO_TEXTS;
  if (strings === NO_TEXTS)
    leftovers.add(bytes.length, 'there is no string table: nothing has a name');
  const source: Source = { bytes, strings, leftovers };
  const sampleTypes = [...types.from].map((from, row) =>
    readValueType(source, from, types.to[row] as number),
  );
  const { functions, ids: functionIds } = readFunctions(source, plan.messages(FIELD.function));
  const { mappings, ids: mappingIds } = readMappings(source, plan.messages(FIELD.mapping));
  const placeMessages = plan.messages(FIELD.location);
  const { locations: places, ids } = readLocations(source, placeMessages, functionIds, mappingIds);
  const { size } = places;
  const { samples, lost } = readSamples(
    source,
    plan.messages(FIELD.sample),
    sampleTypes.length,
    ids,
    size,
  );
  const locations = lost ? { ...places, size: size + 1 } : places;
  const text = (field: number) => textOf(source, plan, field);
  return {
    form: 'proto',
    sampleTypes,
    defaultType: defaultType(sampleTypes, text(FIELD.defaultSampleType)),
    samples,
    locations,
    functions,
    mappings,
    strings,
    periodType: periodType(source, plan),
    period: number(plan, FIELD.period),
    timeNanos: number(plan, FIELD.timeNanos),
    durationNanos: number(plan, FIELD.durationNanos),
    dropFrames: text(FIELD.dropFrames),
    keepFrames: text(FIELD.keepFrames),
    comments: comments(source, plan),
    docUrl: text(FIELD.docUrl),
    stats: [],
  };
}

const NO_TEXTS: Strings = { size: 1, text: () => '' };

/** `default_sample_type` is a text, the name of a type; unset means the last type (proto/profile.proto). */
export function defaultType(types: readonly ValueType[], name: string): number {
  const named = name === '' ? -1 : types.findIndex(({ type }) => type === name);
  return named >= 0 ? named : types.length - 1;
}

function number(plan: Outline, field: number): Amount {
  const found = plan.number(field);
  return found ? amount((BigInt(found.hi) << 32n) | BigInt(found.lo)) : 0;
}

function textOf(source: Source, plan: Outline, field: number): string {
  const found = plan.number(field);
  if (!found) return '';
  if (found.hi === 0 && found.lo < source.strings.size) return source.strings.text(found.lo);
  source.leftovers.add(found.at, `field ${field} names a text that is not in the string table`);
  return '';
}

function comments(source: Source, plan: Outline): string[] {
  return plan.comments
    .filter((text) => text < source.strings.size)
    .map((text) => source.strings.text(text));
}

function periodType(source: Source, plan: Outline): ValueType | null {
  const { from, to } = plan.messages(FIELD.periodType);
  const [start, end] = [from.at(-1), to.at(-1)];
  return start === undefined || end === undefined ? null : readValueType(source, start, end);
}
