/** The index of commands: what the chapters, cards and exercises tell a reader to type, and where. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Exercise } from '../../lesson/exercise.ts';
import type { Prediction } from '../../lesson/prediction.ts';
import type { Locale } from '../../widgets/contract.ts';
import {
  attributesOf,
  type ContentPage,
  isComponent,
  nameOf,
  nodesOf,
  type PageName,
} from './pages.ts';
import { commandsIn, type TypedCommand } from './shell-lines.ts';

export const GROUPS = ['containers', 'processes', 'profiles', 'logs', 'text', 'shell'] as const;
export type Group = (typeof GROUPS)[number];

/** A family of commands, as `content/commands.yaml` has it: `kubectl exec`, `grep`. */
export interface Family {
  readonly command: string;
  readonly group: Group;
  /** What it answers, or does, in one line. */
  readonly answers: Readonly<Record<Locale, string>>;
}

/** One way in which a command is typed, and the pages that have it. */
export interface Form {
  readonly text: string;
  readonly pages: readonly PageName[];
}

export interface FamilyUse extends Family {
  /** Place on the index page: `kubectl-exec`. */
  readonly anchor: string;
  readonly forms: readonly Form[];
}

/** The exercises by id: what a page's widget shows. */
export type ExerciseOf = (id: string) => Exercise | Prediction | null;

export function readFamilies(file = 'content/commands.yaml'): readonly Family[] {
  return parse(readFileSync(file, 'utf8')) as readonly Family[];
}

/**
 * Every family with the ways it is typed, in the order of `families`. Throws for a command that belongs to no family, with
 * its page: it needs a line in `content/commands.yaml`.
 */
export function indexCommands(
  pages: readonly ContentPage[],
  families: readonly Family[],
  exerciseOf: ExerciseOf,
): readonly FamilyUse[] {
  const forms = new Map<Family, Map<string, PageName[]>>();
  for (const page of pages) {
    for (const command of typedOn(page, exerciseOf)) {
      const family = familyOf(command, families);
      if (!family) {
        throw new Error(
          `${page.address}: \`${command.text}\` is in no family of content/commands.yaml. Add one, with what it answers.`,
        );
      }
      const known = forms.get(family) ?? new Map<string, PageName[]>();
      forms.set(family, known);
      const places = known.get(command.text) ?? [];
      known.set(command.text, places);
      if (!places.some(({ address }) => address === page.address)) places.push(nameOf(page));
    }
  }
  return families.map((family) => ({
    ...family,
    anchor: family.command.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-/, ''),
    forms: [...(forms.get(family) ?? [])].map(([text, places]) => ({ text, pages: places })),
  }));
}

/** What a chapter or a card tells a reader to type: its fences of shell, and its exercises that ask for a command line. */
export function typedOn(page: ContentPage, exerciseOf: ExerciseOf): readonly TypedCommand[] {
  if (page.kind !== 'chapter' && page.kind !== 'card') return [];
  const scripts: string[] = [];
  for (const node of nodesOf(page.root)) {
    if (node.type === 'code' && node.lang === 'sh') scripts.push(node.value);
    if (isComponent(node, 'Widget')) {
      const [, id] = /\bexercise:\s*['"]([\w-]+)['"]/.exec(attributesOf(node).state ?? '') ?? [];
      const exercise = id === undefined ? null : exerciseOf(id);
      if (exercise?.kind === 'command') {
        const { before, solution } = exercise.task;
        scripts.push(...before.map(({ line }) => line), solution);
      }
    }
  }
  return scripts.flatMap(commandsIn);
}

/** The family with the most words that the command begins with; options in between are passed over. */
export function familyOf({ words }: TypedCommand, families: readonly Family[]): Family | undefined {
  const plain = words.filter((word, at) => at === 0 || !word.startsWith('-'));
  return families
    .filter(({ command }) => command.split(' ').every((word, at) => plain[at] === word))
    .sort((a, b) => b.command.length - a.command.length)[0];
}
