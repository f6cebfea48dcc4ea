/** Every frame between containerd 1.4.11 and a shim while `ctr task exec` ran one command. */
export const CAPTURED = 'wire/containerd-1.4.11-exec-sequence.csv';

/**
 * The calls of that exec in their order: the requests in the table up to the first Delete; what follows belongs to other
 * commands. Throws where the table has no such columns or no Delete.
 */
export function capturedCalls(text: string): readonly string[] {
  const [head = '', ...rows] = text.trim().split('\n');
  const names = head.split(',');
  const direction = names.indexOf('direction');
  const method = names.indexOf('method');
  const requests = rows.map((row) => row.split(',')).filter((cells) => cells[direction] === 'c2s');
  const calls = requests.map((cells) => cells[method] ?? '');
  const end = calls.indexOf('Delete');
  if (direction < 0 || method < 0 || end < 0) throw new Error(`${CAPTURED}: no exec in it`);
  return calls.slice(0, end + 1);
}
