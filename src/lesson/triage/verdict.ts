import type { Finding, ProofLine, RuleId } from '../../evidence/diagnose/types.ts';
import type { PositionId } from '../../evidence/ttrpc/positions.ts';

/** What a dump can be said to be. Words: `triage.verdict.<id>`. */
export const VERDICTS = ['healthy', 'look-alike', 'this-hang', 'other-leak'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What each rule's finding is a case of. */
const MEANS: Readonly<Record<RuleId, Verdict>> = {
  'ttrpc-both': 'this-hang',
  'ttrpc-server-stuck': 'this-hang',
  'ttrpc-client-stuck-a': 'this-hang',
  'ttrpc-client-stuck-c': 'this-hang',
  'ttrpc-client-closed': 'this-hang',
  'peer-does-not-read': 'look-alike',
  'shim-mutex-pileup': 'look-alike',
  'lock-pile-up': 'look-alike',
  'containerd-callers-pile-up': 'other-leak',
  'kubelet-callers-pile-up': 'other-leak',
  'exec-pile-up': 'other-leak',
  'nil-channel': 'other-leak',
  'growth-without-block': 'other-leak',
  crashed: 'look-alike',
  healthy: 'healthy',
};

/**
 * The finding that decides, or null where there is none: the rules stand in an order in which what explains comes before what
 * merely piles up behind it.
 */
export function decidingOf(findings: readonly Finding[]): Finding | null {
  return findings[0] ?? null;
}

/** What the rules say of a dump. Null: they say nothing. */
export function verdictOf(findings: readonly Finding[]): Verdict | null {
  const deciding = decidingOf(findings);
  return deciding && MEANS[deciding.rule];
}

/** Where somebody waits for others and holds up nobody: the crowd that the eye falls on. */
const CROWD: readonly (PositionId | null)[] = [
  'server.handler.respond',
  'server.handler.call',
  'client.caller.queue',
  'client.caller.await',
];

/**
 * The lines of proof of a finding that show why it is so, apart from the crowd behind them. Where the crowd is all there
 * is, it is what shows it.
 */
export function tellingOf({ proof }: Finding): readonly ProofLine[] {
  const telling = proof.filter(({ position }) => !CROWD.includes(position));
  return telling.length > 0 ? telling : proof;
}

/** The lines of proof that are the crowd behind what shows it: victims. */
export function crowdOf(finding: Finding): readonly ProofLine[] {
  const telling = tellingOf(finding);
  return finding.proof.filter((line) => !telling.includes(line));
}
