import { DOORS, type Door, type Fact, hasDoor, type Process, WAYS } from './doors.ts';

interface Question {
  readonly process: Process;
  readonly needs: readonly Fact[];
}

/** What somebody wants to know, of whom, and which facts that takes. */
export const QUESTIONS = {
  grows: { process: 'kubelet', needs: ['in-use'] },
  busy: { process: 'kubelet', needs: ['cpu'] },
  crowd: { process: 'containerd', needs: ['stacks', 'counts'] },
  waits: { process: 'containerd', needs: ['stacks', 'states', 'ages'] },
  order: { process: 'containerd', needs: ['order'] },
  silent: { process: 'shim', needs: ['stacks', 'states'] },
} as const satisfies Readonly<Record<string, Question>>;

export type QuestionName = keyof typeof QUESTIONS;
export const QUESTION_NAMES = Object.keys(QUESTIONS) as readonly QuestionName[];

export type Verdict =
  | { readonly is: 'answers' }
  /** The process has no such door. */
  | { readonly is: 'shut' }
  /** It opens, and these facts are not behind it. */
  | { readonly is: 'lacks'; readonly lacks: readonly Fact[] };

/** Whether a door answers a question: it must be there, and every fact must be behind it. */
export function verdictOf(question: QuestionName, door: Door): Verdict {
  const { process, needs } = QUESTIONS[question];
  if (!hasDoor(process, door)) return { is: 'shut' };
  const gives: readonly Fact[] = WAYS[door].gives;
  const lacks = needs.filter((fact) => !gives.includes(fact));
  return lacks.length === 0 ? { is: 'answers' } : { is: 'lacks', lacks };
}

/** The doors that answer. */
export function answering(question: QuestionName): readonly Door[] {
  return DOORS.filter((door) => verdictOf(question, door).is === 'answers');
}
