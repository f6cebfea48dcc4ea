import { HOME } from '../../shell/files.ts';
import type { SavedNode } from '../../shell/practice/file.ts';
import type { NodeState, NodeView, Start } from '../../shell/practice/state.ts';
import { type Still, stillsOf } from '../console/still.ts';
import type { EvidencePort } from '../contract.ts';
import type { PracticeState } from './state.ts';

/** A node as the page shows it, with what ran on it. */
export interface PracticeData extends Still {
  readonly view: NodeView;
  /** Lines that came with a link: shown, never run by themselves. */
  readonly waiting: readonly string[];
  /** What its shell begins with: a node at a start, or one from a file. */
  readonly node: Start | SavedNode;
}

/** What a still was made of. */
export function keyOf(state: PracticeState): string {
  const { start, run } = state;
  return ['practice-node', ...(start === 'new' ? [] : [start]), ...run].join('\n');
}

/** When the page is built: runs the author's lines on a new node. In the page: takes over what the still shows. */
export async function load(state: PracticeState, evidence: EvidencePort): Promise<PracticeData> {
  const { run, start } = state;
  if (import.meta.env.SSR) {
    const { transcribe } = await import('../../shell/transcribe.ts');
    const { entries, cwd, view } = await transcribe(HOME, run, evidence, { node: start });
    return { entries, cwd, view, waiting: [], node: start };
  }
  for (const [key, still] of stillsOf(document)) stills.set(key, still);
  for (const panel of document.querySelectorAll<HTMLElement>('.pn-panel[data-view]')) {
    views.set(panel.dataset.still ?? '', JSON.parse(panel.dataset.view ?? '') as NodeView);
  }
  const key = keyOf(state);
  const still = stills.get(key);
  const view = views.get(key);
  if (still && view) return { ...still, view, waiting: [], node: start };
  return newNode(run, start);
}

/** Stills of this page, kept because a live widget draws over them. */
const stills = new Map<string, Still>();
const views = new Map<string, NodeView>();

/** A node on which nothing has run, with lines that wait for the reader. */
export async function newNode(
  waiting: readonly string[],
  start: Start = 'new',
): Promise<PracticeData> {
  const { nodeAt } = await import('../../shell/practice/start.ts');
  const view = await seen(nodeAt(start));
  return { entries: [], cwd: HOME, view, waiting, node: start };
}

/** The node of a file. What ran in its background is not in the file: what it did to the node is. */
export async function nodeOf(saved: SavedNode): Promise<PracticeData> {
  const view = await seen(saved.node);
  return { entries: [], cwd: saved.cwd, view, waiting: [], node: saved };
}

async function seen(state: NodeState): Promise<NodeView> {
  const { viewOf } = await import('../../shell/practice/node-view.ts');
  return viewOf(state, 0);
}
