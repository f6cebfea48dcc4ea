import { oneOf, type Shape } from './shape.ts';

/**
 * What readers of this incident tend to believe, by id. The words are `misconception.<id>.name` and `.truth`
 * in content/strings; an id gets its words with the first exercise that can show it.
 */
export const MISCONCEPTIONS = [
  /** A memory leak means that someone forgot to free. */
  'M1',
  /** The process with the big RSS is the guilty one. */
  'M2',
  /** A cancelled client ends the work. */
  'M3',
  /** An unbuffered channel is a queue of one; sends always succeed. */
  'M4',
  /** A deadlock needs locks. */
  'M5',
  /** A socket write returns when the peer has read. */
  'M6',
  /** A buffer holds that many bytes of payload. */
  'M7',
  /** It is TCP. */
  'M8',
  /** The goroutine count is the diagnosis. */
  'M9',
  /** The goroutine in the dump is the culprit. */
  'M10',
  /** More buffer or more workers fixes it. */
  'M11',
  /** A timeout fixes it. */
  'M12',
  /** I ran it a hundred times, so it is safe. */
  'M13',
  /** A `created by` line says where a goroutine is running. */
  'M14',
  /** One goroutine of the client does both, sending and receiving. */
  'M15',
] as const;

export type Misconception = (typeof MISCONCEPTIONS)[number];

export const misconception: Shape<Misconception> = oneOf(MISCONCEPTIONS);
