/** Signals of Linux on x86-64, from 1 (signal(7)). */
export const SIGNALS = [
  'HUP',
  'INT',
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'KILL',
  'USR1',
  'SEGV',
  'USR2',
  'PIPE',
  'ALRM',
  'TERM',
  'STKFLT',
  'CHLD',
  'CONT',
  'STOP',
  'TSTP',
  'TTIN',
  'TTOU',
  'URG',
  'XCPU',
  'XFSZ',
  'VTALRM',
  'PROF',
  'WINCH',
  'IO',
  'PWR',
  'SYS',
] as const;

export type SignalName = (typeof SIGNALS)[number];

/** `10`, `USR1`, `sigusr1` → `USR1`; `0` stays, it only asks; null for what is no signal. */
export function signalOf(text: string): SignalName | '0' | null {
  if (text === '0') return '0';
  if (/^\d+$/.test(text)) return SIGNALS[Number(text) - 1] ?? null;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return SIGNALS.find((one) => one === name) ?? null;
}

/** 10 for `USR1`. */
export function numberOf(signal: SignalName): number {
  return SIGNALS.indexOf(signal) + 1;
}
