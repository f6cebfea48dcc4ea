import type { Kept } from './journal.ts';

const SUPPORT = 'https://www.debian.org/support';

/** What systemd's catalog says of its own messages (`journalctl -x`), as systemd 247 prints it. */
export function explained({ unit, units, text }: Kept): string[] {
  const [about] = units;
  if (unit !== 'systemd' || about === undefined) return [];
  const [subject, rest] = partsOf(text, about) ?? [];
  if (subject === undefined || rest === undefined) return [];
  return [`Subject: ${subject}`, 'Defined-By: systemd', `Support: ${SUPPORT}`, '', rest].map(
    (line) => `\u2591\u2591 ${line}`,
  );
}

function partsOf(text: string, unit: string): readonly [string, string] | null {
  if (/^Starting /.test(text)) {
    return [
      `A start job for unit ${unit} has begun execution`,
      `A start job for unit ${unit} has begun execution.`,
    ];
  }
  if (/^(?:Started|Finished) /.test(text)) {
    return [
      `A start job for unit ${unit} has finished successfully`,
      `A start job for unit ${unit} has finished successfully.`,
    ];
  }
  if (/^Stopping /.test(text)) {
    return [
      `A stop job for unit ${unit} has begun execution`,
      `A stop job for unit ${unit} has begun execution.`,
    ];
  }
  if (/^Stopped /.test(text)) {
    return [
      `A stop job for unit ${unit} has finished`,
      `A stop job for unit ${unit} has finished.`,
    ];
  }
  if (/Succeeded\.$/.test(text)) {
    return ['Unit succeeded', `The unit ${unit} has successfully entered the 'dead' state.`];
  }
  return null;
}
