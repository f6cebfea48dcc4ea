import { useEffect, useRef } from 'preact/hooks';
import type { PackageShare } from '../../evidence/pprof/packages.ts';
import { bar, exact, packageLabel, said, share } from './amounts.ts';
import type { PackagesPanel as Found } from './answer.ts';
import { type PanelProps, STILL_ROWS } from './data.ts';

interface PackagesPanelProps extends PanelProps {
  readonly panel: Found;
}

/** Bars of the chart; the table has all. */
const BARS = 12;

/** Which packages hold how much, as a chart and as a table. */
export function PackagesPanel(props: PackagesPanelProps) {
  const { panel, answer, word, live, locale } = props;
  const { unit } = answer.sampleType;
  const { total } = answer;
  const rows = live ? panel.shares : panel.shares.slice(0, STILL_ROWS);
  const most = panel.shares[0]?.flat ?? 0;
  return (
    <>
      {live && <Chart {...props} shares={panel.shares} />}
      <table class="pf-table">
        <caption class="visually-hidden">{word('profile.packagesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col" class="pf-number" title={word('profile.flatMeans')}>
              {word('profile.flat')}
            </th>
            <th scope="col" class="pf-number pf-part">
              {word('profile.flatShare')}
            </th>
            <th scope="col" class="pf-number" title={word('profile.cumMeans')}>
              {word('profile.cum')}
            </th>
            <th scope="col" class="pf-number pf-part">
              {word('profile.cumShare')}
            </th>
            <th scope="col">{word('profile.package')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, flat, cum }) => (
            <tr key={name}>
              <td class="pf-number pf-bar" title={exact(flat, unit)}>
                {said(flat, unit)}
                <small class="pf-narrow">{share(flat, total, locale)}</small>
                <i style={{ inlineSize: bar(flat, most) }} aria-hidden="true" />
              </td>
              <td class="pf-number pf-part">{share(flat, total, locale)}</td>
              <td class="pf-number" title={exact(cum, unit)}>
                {said(cum, unit)}
                <small class="pf-narrow">{share(cum, total, locale)}</small>
              </td>
              <td class="pf-number pf-part">{share(cum, total, locale)}</td>
              <th scope="row" class="pf-where code" title={name}>
                {packageLabel(name)}
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < panel.shares.length && (
        <p class="pf-note">{word('profile.moreRows', { n: panel.shares.length - rows.length })}</p>
      )}
    </>
  );
}

/** The chart's code comes when this tab is opened, and it is drawn again when its width changes. */
function Chart({
  shares,
  word,
}: PackagesPanelProps & { readonly shares: readonly PackageShare[] }) {
  const place = useRef<HTMLDivElement>(null);
  const title = word('profile.packagesCaption');
  const axis = word('profile.packagesAxis');
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let gone = false;
    let width = 0;
    const bars = shares.slice(0, BARS).map(({ name, flatShare, cumShare }) => ({
      name: packageLabel(name),
      flat: flatShare,
      cum: cumShare,
    }));
    const watch = new ResizeObserver(async () => {
      const { packageChart } = await import('./package-chart.ts');
      if (gone || box.clientWidth === width) return;
      width = box.clientWidth;
      box.replaceChildren(packageChart(bars, width, { title, axis }));
    });
    watch.observe(box);
    return () => {
      gone = true;
      watch.disconnect();
    };
  }, [shares, title, axis]);
  return (
    <>
      <div
        class="pf-chart"
        ref={place}
        style={{ minBlockSize: `${Math.min(BARS, shares.length) * 24 + 56}px` }}
      />
      <p class="pf-note">{word('profile.packagesKey')}</p>
    </>
  );
}
