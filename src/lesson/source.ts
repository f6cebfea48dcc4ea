import { LineCounter, parseDocument } from 'yaml';
import { type Exercise, parseExercise } from './exercise.ts';
import { type Prediction, parsePrediction } from './prediction.ts';
import { isRecord, type Read, refuse } from './shape.ts';

/**
 * Reads a file of content/exercises: an exercise or a prediction. `id` is the file's name without `.yaml`, which the
 * file has to repeat. In a problem, `at` starts with line and column of the file: `12:5 wrong/0/shows`.
 */
export function readSource(text: string, id: string): Read<Exercise | Prediction> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const slip = document.errors[0];
  if (slip) {
    const { line, col } = lines.linePos(slip.pos[0]);
    return refuse(`${line}:${col}`, slip.message, 'Mend the YAML at this place.');
  }
  const data: unknown = document.toJS();
  const read: Read<Exercise | Prediction> =
    isRecord(data) && data.kind === 'prediction' ? parsePrediction(data) : parseExercise(data);
  const checked =
    read.ok && read.value.id !== id
      ? refuse('id', `"${read.value.id}" stands in ${id}.yaml`, 'Make id and file name the same.')
      : read;
  return checked.ok ? checked : { ...checked, at: `${place(checked.at)} ${checked.at}`.trim() };

  /** Line and column of a path, or of the nearest part of it that stands in the file. */
  function place(at: string): string {
    const path = at === '' ? [] : at.split('/');
    for (; path.length > 0; path.pop()) {
      const node: unknown = document.getIn(
        path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
        true,
      );
      const start =
        isRecord(node) && Array.isArray(node.range) ? Number(node.range[0]) : Number.NaN;
      if (Number.isNaN(start)) continue;
      const { line, col } = lines.linePos(start);
      return `${line}:${col}`;
    }
    return '1:1';
  }
}
