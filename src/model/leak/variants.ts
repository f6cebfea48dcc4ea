import { USUAL_DEADLINE } from './constants.ts';
import type { Load } from './load.ts';

/** The four nodes that a page compares: client A or B, without and with a deadline. */
export type Variant = 'A' | 'A-deadline' | 'B' | 'B-deadline';

export const VARIANTS = ['A', 'A-deadline', 'B', 'B-deadline'] as const;

/** Which of the four a load is. */
export function variantOf({ client, deadline }: Load): Variant {
  return deadline === null ? client : `${client}-deadline`;
}

/** The same load as one of the four. A load without a deadline is given the usual one where it takes one. */
export function asVariant(load: Load, variant: Variant): Load {
  return {
    ...load,
    client: variant.startsWith('A') ? 'A' : 'B',
    deadline: variant.endsWith('deadline') ? (load.deadline ?? USUAL_DEADLINE) : null,
  };
}
