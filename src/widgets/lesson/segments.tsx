import { Choice } from './choice.tsx';

interface Segment {
  readonly id: string;
  readonly text: string;
  /** The colour's meaning, or none. */
  readonly tone: string | null;
}

interface SegmentsProps {
  /** Unique on the page: name of the radios and prefix of their ids. */
  readonly id: string;
  /** Id of what names the group. */
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly segments: readonly Segment[];
  readonly chosen: string | null;
  readonly live: boolean;
  choose(id: string): void;
}

/** Words side by side, one to be chosen: radios for the keyboard, a line of type for the eye. */
export function Segments(props: SegmentsProps) {
  const items = props.segments.map((segment) => (
    <Choice
      key={segment.id}
      id={`${props.id}-${segment.id}`}
      class={`seg-item tone-${segment.tone ?? 'plain'}`}
      type="radio"
      name={props.id}
      inputClass="visually-hidden"
      live={props.live}
      checked={props.chosen === segment.id}
      choose={() => {
        props.choose(segment.id);
        return true;
      }}
    >
      <span>{segment.text}</span>
    </Choice>
  ));
  if (!props.live) return <div class="seg">{items}</div>;
  return (
    <div
      class="seg"
      role="radiogroup"
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
    >
      {items}
    </div>
  );
}
