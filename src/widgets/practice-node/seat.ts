import type { Shell } from '../../shell/client.ts';
import type { Injected } from '../../shell/practice/drill/inject.ts';
import type { GoalId, NodeView } from '../../shell/practice/state.ts';
import { type Entry, wasStopped } from '../../shell/session.ts';
import { Desk } from '../console/desk.ts';
import type { PracticeData } from './data.ts';

/** Why the node is looked at anew. */
export type Occasion =
  | { readonly kind: 'line'; readonly entry: Entry | null }
  | { readonly kind: 'later'; readonly seconds: number }
  /** A drill was begun, or an event of it happened; `nothing`: it would have changed nothing. */
  | { readonly kind: 'drill'; readonly what: Injected; readonly nothing: boolean }
  | { readonly kind: 'waits' };

export interface SeatOptions {
  readonly data: PracticeData;
  readonly open: (data: PracticeData) => Promise<Shell>;
  /** Something to draw changed. */
  readonly changed: () => void;
  /** `seat.data` is new; `reached` are the steps that were not reached before. */
  readonly seen: (seat: Seat, occasion: Occasion, reached: readonly GoalId[]) => void;
}

/** After so many milliseconds a line is one that waits: what answers does so sooner. */
export const PATIENCE = 1500;

/** One node and who sits at it: the desk, the shell behind it, and what of the node was seen last. No DOM. */
export class Seat {
  readonly desk: Desk;
  data: PracticeData;
  /** The running line has not come back for a while. */
  waits = false;
  private readonly options: SeatOptions;
  private shell: Shell | null = null;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(options: SeatOptions) {
    const { data } = options;
    this.options = options;
    this.data = data;
    this.desk = new Desk({
      cwd: data.cwd,
      entries: data.entries,
      ...(typeof data.node === 'object' && { history: data.node.history }),
      open: async () => {
        this.shell = await options.open(data);
        return this.shell;
      },
      changed: () => {
        this.look();
        options.changed();
      },
      ran: (_session, entry) => void this.see({ kind: 'line', entry }),
    });
  }

  /** Lets the node's time run ahead, also while a line waits. */
  async later(seconds: number): Promise<void> {
    const shell = await this.opened();
    if (shell) this.take(await shell.later(seconds), { kind: 'later', seconds });
  }

  /** Begins a drill, or lets an event of it happen, also while a line waits. */
  async inject(what: Injected): Promise<void> {
    const shell = await this.opened();
    if (!shell) return;
    const { heard, view } = await shell.inject(what);
    this.desk.hear(heard ?? '');
    this.take(view, { kind: 'drill', what, nothing: heard === null });
  }

  /** The node as the text of a file, or null where its shell did not start. */
  async save(): Promise<string | null> {
    const shell = await this.opened();
    return shell ? shell.save() : null;
  }

  /** Lines of a link that do not wait any longer. */
  release(count: number): readonly string[] {
    const lines = this.data.waiting.slice(0, count);
    this.data = { ...this.data, waiting: this.data.waiting.slice(count) };
    return lines;
  }

  /** Whether anything was done here that a reader would miss. */
  get used(): boolean {
    return this.shell !== null;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.watch);
    this.desk.close();
  }

  /** Opens the shell where it is closed. That it did not start is said where the desk stands. */
  private async opened(): Promise<Shell | null> {
    await this.desk.open();
    return this.desk.standing === 'open' ? this.shell : null;
  }

  /** Notices that the running line does not come back, once. */
  private look(): void {
    const running = this.desk.session.running !== null && this.desk.standing === 'open';
    if (!running) {
      clearTimeout(this.watch);
      this.watch = undefined;
      this.waits = false;
    } else
      this.watch ??= setTimeout(() => {
        this.waits = true;
        void this.see({ kind: 'waits' });
      }, PATIENCE);
  }

  private async see(occasion: Occasion): Promise<void> {
    if (this.shell) this.take(await this.shell.view(), occasion);
  }

  private take(view: NodeView, occasion: Occasion): void {
    if (this.closed) return;
    const { entries, cwd } = this.desk.session;
    const reached = view.reached.filter((goal) => !this.data.view.reached.includes(goal));
    this.data = { ...this.data, entries, cwd, view };
    this.options.seen(this, occasion, reached);
  }
}

/** Whether an occasion is a line that came to its own end. */
export function endedByItself(occasion: Occasion): occasion is { kind: 'line'; entry: Entry } {
  return occasion.kind === 'line' && occasion.entry !== null && !wasStopped(occasion.entry);
}
