import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Agenda, agenda, type Minutes, type Written } from '../lesson/agenda.ts';
import { PARTS, readPlans } from '../lesson/plan.ts';
import type { Problem, Read } from '../lesson/shape.ts';
import { addressOf } from './address.ts';
import { readCourse } from './course.ts';

const FILE = 'content/agendas.yaml';
const CHAPTERS = 'content/en/chapters';

/**
 * The sessions of `content/agendas.yaml`, with the minutes that the chapters state. Throws on a plan that overruns, that
 * leaves the order of the course, or that names what is not there: an author's mistake, at build.
 */
export function readAgendas(): readonly Agenda[] {
  const course = readCourse().flatMap(({ stations }) => stations.map(({ slug }) => slug));
  const plans = sound(readPlans(parse(readFileSync(FILE, 'utf8')), course));
  const written = readMinutes();
  return plans.map((plan) => sound(agenda(plan, written)));
}

/** Minutes of every chapter that is written, from its English page: the Chinese one has the same, by test. */
export function readMinutes(): Written {
  const entries = readdirSync(CHAPTERS)
    .filter((file) => file.endsWith('.mdx'))
    .map((file): [string, Minutes] => [addressOf(file), minutesOf(file)]);
  return Object.fromEntries(entries);
}

function minutesOf(file: string): Minutes {
  const [, matter = ''] = readFileSync(`${CHAPTERS}/${file}`, 'utf8').split(/^---$/m);
  const { minutes } = (parse(matter) ?? {}) as { minutes?: Partial<Minutes> };
  const missing = PARTS.find((part) => typeof minutes?.[part] !== 'number');
  if (missing !== undefined) {
    throw new Error(`${CHAPTERS}/${file}: its front matter has no minutes.${missing}.`);
  }
  return minutes as Minutes;
}

/** Whether a chapter has a page for those who lead a room through it. */
export function isFacilitated(slug: string): boolean {
  const folder = 'content/en/facilitate';
  return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith(`-${slug}.mdx`));
}

function sound<T>(read: Read<T>): T {
  if (read.ok) return read.value;
  const { at, problem, hint }: Problem = read;
  throw new Error(`${FILE}: ${at}: ${problem}. ${hint}`);
}
