/** Who can wait for whom, from the one that asks down to the handler in the shim. */
export type Party = 'asker' | 'kubelet' | 'containerd' | 'shim';

/** Why a wait ended. `died`: its own process; `lost`: the process it waited for, or the connection to it. */
export type Why = 'answered' | 'deadline' | 'left' | 'caller' | 'failed' | 'died' | 'lost';

/** What the reader sets. Times in seconds; 0 is "none". */
export interface Knobs {
  /** `scrape`: a GET of /stats/summary, a goroutine each. `eviction`: kubelet's own loop, one call at a time. */
  readonly asks: 'scrape' | 'eviction';
  /** From one call to the next; the loop counts it from the end of the last one. */
  readonly every: number;
  /** The asker's own patience. */
  readonly patience: number;
  /** Deadline of the context that kubelet's call is made with. */
  readonly kubelet: number;
  /** Deadline that containerd would give its call to the shim. */
  readonly containerd: number;
  /** kubelet would make that context from the HTTP request's, not from context.Background(). */
  readonly passes: boolean;
  /** After so long the shim answers; 0: the connection hangs, and nothing ever comes. */
  readonly answer: number;
}

/** What somebody does at a moment: leaves (the asker) or ends a process. */
export interface Event {
  readonly who: Party;
  readonly at: number;
}

/** End of a wait: seconds from the start of time, Infinity for never. `from` is where the cause began. */
export interface End {
  readonly at: number;
  readonly why: Why;
  readonly from: Party;
}

export type Ends = ReadonlyMap<Party, End>;

/** What the callee hears of its caller: that it gave up, that its process ended. */
interface Link {
  readonly leaving: boolean;
  readonly death: boolean;
}

/** The eviction manager calls from inside kubelet: there is nobody above. */
export function partiesOf({ asks }: Knobs): readonly Party[] {
  return asks === 'scrape'
    ? ['asker', 'kubelet', 'containerd', 'shim']
    : ['kubelet', 'containerd', 'shim'];
}

/**
 * What goes down from a caller to the one it calls.
 * - asker: HTTP ends the request's context, but ListContainerStats takes context.Background()
 *   (kubernetes/kubernetes@3b6b50f pkg/kubelet/cri/remote/utils.go, getContextWithCancel).
 * - kubelet: gRPC carries deadline and cancel, so containerd's context ends with the call.
 * - containerd: ttrpc sends the rest of the deadline (ttrpc@v1.0.1 client.go:123-125) and has no frame for a
 *   cancel; a handler with its answer in hand selects on responses and done only (server.go:444). Only the end of
 *   the connection reaches it there, and not before its method has returned (:438).
 */
export function linkBelow(caller: Party, { passes, answer }: Knobs): Link {
  switch (caller) {
    case 'asker':
      return { leaving: passes, death: passes };
    case 'kubelet':
      return { leaving: true, death: true };
    default:
      return { leaving: false, death: answer === 0 };
  }
}

/**
 * When each wait of one call ends. `reached`: the call was handed over before the connection hung, so that the shim
 * has a handler for it; another one stands in containerd at client.go:153 and leaves nothing behind.
 */
export function endsOf(
  knobs: Knobs,
  start: number,
  reached: boolean,
  event: Event | null = null,
): Ends {
  const parties = partiesOf(knobs);
  const ends = new Map(
    parties.map((party) => [party, ownEnd(knobs, party, start, event)] as const),
  );
  let moved = true;
  while (moved) {
    moved = false;
    for (const [at, party] of parties.entries()) {
      const mine = ends.get(party) as End;
      const sooner = [above(knobs, parties[at - 1], ends), below(parties[at + 1], ends)].find(
        (end) => end !== null && end.at < mine.at,
      );
      if (!sooner) continue;
      ends.set(party, sooner);
      moved = true;
    }
  }
  if (!reached) ends.delete('shim');
  return ends;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The first of what ends a wait where it stands: its deadline, an answer in the shim, somebody's deed. The end of the
 * caller's process is one even after its goroutine of this call has left: the connection was the process's.
 */
function ownEnd(knobs: Knobs, party: Party, start: number, event: Event | null): End {
  const after = (seconds: number) => (seconds === 0 ? NEVER : start + seconds);
  const limits = { asker: knobs.patience, kubelet: knobs.kubelet, containerd: knobs.containerd };
  const end: End =
    party === 'shim'
      ? { at: after(knobs.answer), why: 'answered', from: party }
      : { at: after(limits[party]), why: 'deadline', from: party };
  if (event === null || event.at < start || event.at >= end.at) return end;
  const { who: from, at } = event;
  if (from === party) return { at, why: party === 'asker' ? 'left' : 'died', from };
  const parties = partiesOf(knobs);
  const caller = parties[parties.indexOf(party) - 1];
  return from === caller && linkBelow(from, knobs).death ? { at, why: 'lost', from } : end;
}

/** What a caller's leaving does to the one it called. */
function above(knobs: Knobs, caller: Party | undefined, ends: Ends): End | null {
  const end = caller === undefined ? undefined : ends.get(caller);
  if (caller === undefined || end === undefined || !linkBelow(caller, knobs).leaving) return null;
  return { ...end, why: 'caller' };
}

/** What comes back from the callee: its answer, its error, or that it is gone. */
function below(callee: Party | undefined, ends: Ends): End | null {
  const end = callee === undefined ? undefined : ends.get(callee);
  if (end === undefined) return null;
  if (end.why === 'answered') return end;
  return { ...end, why: end.why === 'died' && end.from === callee ? 'lost' : 'failed' };
}

/** The two loops that wait for each other hold no context: only the end of a process frees them. */
export function freesLoops(who: Party): boolean {
  return who === 'containerd' || who === 'shim';
}
