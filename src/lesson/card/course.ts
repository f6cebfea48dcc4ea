/** What a card of the course lends to a team's own card. */
export interface CourseCard {
  /** Its chapter, which is also its own address. */
  readonly slug: string;
  readonly title: string;
  /** Each a block that a shell runs, as printed. */
  readonly commands: readonly string[];
}

/** The title and the commands of a card, from its MDX (`content/<locale>/runbook/<slug>.mdx`). */
export function courseCard(slug: string, mdx: string): CourseCard {
  const title = /^title: *(.+)$/m.exec(mdx)?.[1]?.replace(/^(['"])(.*)\1$/, '$2') ?? slug;
  const fences = mdx.matchAll(/^```sh[^\n]*\n([\s\S]*?)^```$/gm);
  return { slug, title, commands: [...fences].map(([, code = '']) => code.trimEnd()) };
}

/** A command as a fenced block of Markdown, with a fence that nothing in it ends. */
export function fenced(command: string): string {
  const longest = Math.max(2, ...[...command.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${command}\n${fence}`;
}

/**
 * A text with a block put in where the cursor is (`at`, in UTF-16 units), on lines of its own; the line that the cursor
 * stands in is left whole. Also gives where the cursor is afterwards.
 */
export function withBlock(text: string, at: number, block: string): { text: string; at: number } {
  const end = text.indexOf('\n', at);
  const cut = at === 0 || text[at - 1] === '\n' ? at : end < 0 ? text.length : end;
  const before = text.slice(0, cut).replace(/\s+$/, '');
  const after = text.slice(cut).replace(/^\s+/, '');
  const head = before === '' ? block : `${before}\n\n${block}`;
  return {
    text: after === '' ? `${head}\n` : `${head}\n\n${after}`,
    at: head.length + 1,
  };
}
