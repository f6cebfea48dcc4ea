import type { ViewProps } from '../contract.ts';
import type { Sample } from './samples.ts';
import type { WireState } from './state.ts';

export type WireViewProps = ViewProps<WireState, readonly Sample[]>;
