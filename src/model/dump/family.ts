import type { Family, Side } from '../../evidence/ttrpc/positions.ts';
import type { Machine } from '../kernel/machine.ts';
import { clientFamilies, serverFamilies } from '../ttrpc/connection.ts';

/** The family of ttrpc that a machine runs at one side. */
export function familyOf({ params: { program } }: Machine, side: Side): Family {
  const families = side === 'client' ? clientFamilies : serverFamilies;
  const found = Object.entries(families).find(([, goroutines]) =>
    goroutines.every((one) => program.includes(one)),
  );
  if (!found) throw new Error(`the machine runs no ${side} of ttrpc`);
  return found[0] as Family;
}
