const SHAPES = {
  right: 'M3.5 8.5l3 3 6-7',
  wrong: 'M4.5 4.5l7 7m0-7l-7 7',
  found: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.25 10.25l3.25 3.25',
  picked: 'M8 8h.01',
} as const;

/** A small sign beside a word. The word says it; the sign helps the eye. */
export function Mark({ shape }: { readonly shape: keyof typeof SHAPES }) {
  return (
    <svg class={`mark mark-${shape}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={SHAPES[shape]}
        fill="none"
        stroke="currentColor"
        stroke-width={shape === 'picked' ? 5 : 2}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
