import type { Host } from './card.ts';
import { codeAt, matchAt, piecesOf } from './inline.ts';

/**
 * A line of a team's text as Markdown that shows exactly what was typed, in CommonMark, GitHub's, python-markdown
 * (MkDocs, TechDocs) and MDX (Docusaurus). Signs that python-markdown does not take after a backslash become entities.
 */
export function escapeLine(typed: string, host: Host): string {
  const written = piecesOf(typed)
    .map((piece) => {
      if (piece.kind === 'text') return escapeText(piece.text);
      if (piece.kind === 'code') return piece.source;
      const { label, address } = piece;
      if (label !== null) return `[${escapeText(label)}](${address})`;
      // `<` would begin a tag in MDX. The escaped colon says that the label is ours.
      if (host === 'docusaurus') return `[${bareLabel(address)}](${address})`;
      return `<${address}>`;
    })
    .join('');
  return escapeStart(written);
}

/** The line as it was typed, from Markdown that `escapeLine` wrote or that somebody changed by hand since. */
export function unescapeLine(written: string): string {
  let typed = '';
  let at = 0;
  while (at < written.length) {
    const [whole, plain] =
      escapedAt(written, at) ?? codeSpanAt(written, at) ?? oneSign(written, at);
    typed += plain;
    at += whole.length;
  }
  return typed;
}

type Taken = readonly [whole: string, typed: string];

const SIGN = /\\([!-/:-@[-`{-~])/y;
const ENTITY = /&(?:#(\d{1,6})|(lt|gt|amp|quot));/y;
const AUTOLINK = /<(https?:\/\/[^\s<>]+)>/y;
const OUR_LABEL = /\[https?\\:[^\]]*\]\((https?:\/\/[^\s()]+)\)/y;
const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"' } as const;

function escapedAt(line: string, at: number): Taken | null {
  const sign = matchAt(SIGN, line, at);
  if (sign) return [sign[0], sign[1] ?? ''];
  const entity = matchAt(ENTITY, line, at);
  if (entity) {
    const [whole, code, name] = entity;
    const known = NAMED[name as keyof typeof NAMED];
    return [whole, code === undefined ? known : characterOf(Number(code), whole)];
  }
  const link = matchAt(AUTOLINK, line, at) ?? matchAt(OUR_LABEL, line, at);
  return link ? [link[0], link[1] ?? ''] : null;
}

/** A character by its number; the entity itself where there is no such character. */
function characterOf(code: number, entity: string): string {
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

function codeSpanAt(line: string, at: number): Taken | null {
  const ticks = matchAt(/`+/y, line, at)?.[0];
  if (ticks === undefined) return null;
  const source = codeAt(line, at, ticks)?.source ?? ticks;
  return [source, source];
}

function oneSign(line: string, at: number): Taken {
  const sign = String.fromCodePoint(line.codePointAt(at) ?? 0);
  return [sign, sign];
}

function escapeText(text: string): string {
  return (
    text
      .replace(/[\\`*[\]{}]/g, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=#\w+;|\w+;)/g, '&amp;')
      .replaceAll('<', '&lt;')
      // GitHub strikes out between two tildes, and between two pairs of them.
      .replace(/~(?=~)|(?<=\S)~/g, '&#126;')
  );
}

function bareLabel(address: string): string {
  return escapeText(address).replace(':', '\\:');
}

/** Signs that begin a heading, a quote, a list, a rule, a table, an admonition or a line of MDX's code. */
function escapeStart(line: string): string {
  if (/^[#>+-]/.test(line)) return `\\${line}`;
  if (/^\d+[.)](\s|$)/.test(line)) return line.replace(/[.)]/, '\\$&');
  if (/^[=:]|^\?\?\?/.test(line)) return `&#${line.charCodeAt(0)};${line.slice(1)}`;
  if (line.startsWith('!!!')) return `\\${line}`;
  if (/^[|\s:-]+$/.test(line)) return line.replace('-', '\\-');
  if (/^(import|export)\b/.test(line)) return `&#${line.charCodeAt(0)};${line.slice(1)}`;
  return line;
}
