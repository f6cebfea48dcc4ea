import {
  CAPTURE_NAMES,
  CAPTURES,
  type CaptureName,
  type Curve,
  readCurve,
} from '../../model/leak/captured.ts';
import type { EvidencePort } from '../contract.ts';
import type { Draw } from './figure.ts';

/** The captured curves, and how charts are drawn here. */
export interface LeakData {
  readonly curves: Readonly<Record<CaptureName, Curve>>;
  readonly draw: Draw;
}

/** Plot is heavy and comes with the data, once the widget is seen. */
async function loadDraw(): Promise<Draw> {
  const { drawing } = await import('./figure.ts');
  if (!import.meta.env.SSR) return drawing(document);
  const { parseHTML } = await import('linkedom');
  return drawing(parseHTML('<html></html>').document);
}

export async function loadData(evidence: EvidencePort): Promise<LeakData> {
  const decoder = new TextDecoder();
  const read = async (name: CaptureName) =>
    [name, readCurve(name, decoder.decode(await evidence(CAPTURES[name].path)))] as const;
  const [draw, curves] = await Promise.all([loadDraw(), Promise.all(CAPTURE_NAMES.map(read))]);
  return { draw, curves: Object.fromEntries(curves) as LeakData['curves'] };
}
