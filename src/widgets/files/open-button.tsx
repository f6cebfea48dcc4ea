import { useRef } from 'preact/hooks';

interface OpenButtonProps {
  readonly label: string;
  readonly class?: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** Called with one file at least, and with one at the most unless `multiple`. */
  take(files: readonly [File, ...File[]]): void;
}

/** A button that lets the reader pick files. The same file can be picked twice in a row. */
export function OpenButton(props: OpenButtonProps) {
  const { label, multiple = false, disabled = false, take } = props;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={props.class ?? 'b'}
        disabled={disabled}
        onClick={() => picker.current?.click()}
      >
        {label}
      </button>
      <input
        ref={picker}
        class="visually-hidden"
        type="file"
        multiple={multiple}
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const [first, ...rest] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (first) take([first, ...rest]);
        }}
      />
    </>
  );
}
