import { formatAt, parseAt } from '../../evidence/ttrpc/at.ts';
import { decode } from '../../evidence/ttrpc/decode.ts';
import type { Sum } from '../../evidence/ttrpc/table.ts';
import type { WidgetDefinition, Word } from '../contract.ts';
import { openEvidence } from './open.ts';
import type { DecoderData, Sheet } from './reading.ts';
import { codec, type DecoderState } from './state.ts';
import { noCircle, View } from './view.tsx';

export const widget: WidgetDefinition<DecoderState, DecoderData> = {
  codec,
  load: (state, evidence) => openEvidence(state.evidence, evidence),
  describe: (state, data, word) =>
    [
      ...data.sheets.map((sheet) => sheetInWords(sheet, word)),
      ...circlesInWords(data, word),
      lineInWords(state.at, word),
    ]
      .filter((text) => text !== '')
      .join(' '),
  prefixes: () => ['ttrpc.'],
  View,
};

function sheetInWords(sheet: Sheet, word: Word): string {
  const { name } = sheet;
  if (sheet.is === 'nothing') return word('line-decoder.nothing', { name });
  if (sheet.is === 'table') {
    const { rows, sums, half } = sheet.table;
    const parts = [
      word('line-decoder.describe.table', { name, n: rows.length }),
      sumsInWords(sums, word),
      half.server || half.client ? word('line-decoder.describe.half') : '',
    ];
    return parts.filter((text) => text !== '').join(' ');
  }
  const { connections } = sheet.wiring;
  const stuck = connections.filter((one) => one.status === 'deadlocked-half').length;
  return word('line-decoder.describe.dump', {
    name,
    goroutines: sheet.goroutines,
    n: connections.length,
    stuck,
  });
}

function sumsInWords(sums: readonly Sum[], word: Word): string {
  if (sums.length === 0) return '';
  const n = sums.length;
  const fails = sums.filter(({ verdict }) => verdict === 'fails').length;
  if (fails > 0) return word('line-decoder.describe.fails', { n, fails });
  const open = sums.filter(({ verdict }) => verdict === 'open').length;
  return open > 0
    ? word('line-decoder.describe.openSums', { n, open })
    : word('line-decoder.describe.holds', { n });
}

function circlesInWords({ sheets, circles }: DecoderData, word: Word): readonly string[] {
  if (circles.length === 0) {
    return sheets.flatMap((sheet) =>
      sheet.is === 'dump' && sheet.wiring.connections.length > 0
        ? [word(noCircle(sheet.wiring))]
        : [],
    );
  }
  return circles.map(({ closed, nodes }) => {
    const seen = nodes.filter((node) => node.seen);
    return word(closed ? 'line-decoder.describe.closed' : 'line-decoder.describe.open', {
      n: nodes.length,
      seen: seen.length,
      lines: seen.flatMap(({ at }) => (at ? [formatAt(at)] : [])).join(', '),
    });
  });
}

function lineInWords(text: string, word: Word): string {
  if (text === '') return '';
  const parsed = parseAt(text);
  if (!parsed.ok) return word(`ttrpc.problem.${parsed.problem}`, { at: parsed.at });
  const at = formatAt(parsed.at);
  const decoded = decode(parsed.at, parsed.version ?? undefined);
  if (!decoded.ok) return word(`ttrpc.problem.${decoded.problem}`, { at });
  return decoded.matches
    .map((match) => {
      const [position] = match.positions;
      return word('line-decoder.describe.line', {
        at,
        actor: word(`ttrpc.actor.${match.actor}`),
        does:
          position && match.kind === 'stands'
            ? word(`ttrpc.position.${position.id}`)
            : word(`ttrpc.kind.${match.kind}`),
        versions: match.versions.join(', '),
      });
    })
    .join(' ');
}
