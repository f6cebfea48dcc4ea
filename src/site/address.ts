/**
 * The address of a page from its file, `chapters/07-reading-164.mdx` gives `chapters/reading-164`: numbers in file names
 * order, names address. An `index` is its folder.
 */
export function addressOf(file: string): string {
  return file
    .replace(/\.mdx$/, '')
    .split('/')
    .map((part) => part.replace(/^\d+-/, ''))
    .join('/')
    .replace(/(^|\/)index$/, '');
}
