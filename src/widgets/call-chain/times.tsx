import type { Word } from '../contract.ts';
import type { End, Party } from './chain.ts';
import { curveOf, mostWaiting } from './crowd.ts';
import { endInWords, nameOf } from './phrases.ts';
import type { Standing } from './standing.ts';
import { type CallChainState, RUN } from './state.ts';

interface TimesProps {
  readonly state: CallChainState;
  readonly standing: Standing;
  readonly word: Word;
}

/** Width and height of the curve's own units; the picture is stretched over them. */
const WIDE = 1000;
const HIGH = 100;

/** One axis of time: how many wait, and below it the first call, a bar for each hop. */
export function Times({ state, standing, word }: TimesProps) {
  const { now, calls, hops } = standing;
  const span = Math.max(now, RUN * 60);
  const first = calls[0];
  const forEver = !Number.isFinite(mostWaiting(state));
  const most = Math.max(1, ...pointsOf(standing, 'kubelet').map(({ waiting }) => waiting));
  return (
    <div class="cc-times">
      <p class="cc-label cc-curve-label">
        {word('call-chain.curve')} <b>{word('call-chain.curve.most', { n: now > 0 ? most : 0 })}</b>
      </p>
      <div class="cc-plot cc-curve">
        <svg
          viewBox={`0 0 ${WIDE} ${HIGH}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={word('call-chain.curve.said', { n: now > 0 ? most : 0 })}
        >
          <path
            class={forEver ? 'cc-stuck' : 'cc-wait'}
            d={areaOf(standing, 'kubelet', span, most)}
          />
        </svg>
      </div>
      <p class="cc-label cc-first">{word('call-chain.first')}</p>
      {hops.map(({ party }) => (
        <Bar
          key={party}
          name={nameOf(party, state, word)}
          end={first?.ends.get(party)}
          now={now}
          span={span}
          word={word}
        />
      ))}
      <Bar
        name={word('call-chain.name.loops')}
        end={loopsEnd(state, standing)}
        now={now}
        span={span}
        word={word}
      />
      <span />
      <p class="cc-axis">
        <span>0</span>
        <span>{word('call-chain.minutes', { n: span / 60 })}</span>
      </p>
    </div>
  );
}

/** The hung connection as a bar: it ends with the process at either end, and by nothing else. */
function loopsEnd(
  { answer, deed }: CallChainState,
  { now, loopsStuck }: Standing,
): End | undefined {
  if (answer > 0 || now === 0) return undefined;
  const at = loopsStuck ? Number.POSITIVE_INFINITY : now - 0.5;
  return { at, why: 'lost', from: deed ?? 'shim' };
}

function Bar(props: {
  readonly name: string;
  readonly end: End | undefined;
  readonly now: number;
  readonly span: number;
  readonly word: Word;
}) {
  const { name, end, now, span, word } = props;
  const until = Math.min(end?.at ?? 0, now);
  const share = (100 * until) / span;
  const over = (end?.at ?? 0) < now;
  const kind = over ? 'cc-over' : Number.isFinite(end?.at ?? 0) ? 'cc-wait' : 'cc-stuck';
  return (
    <>
      <p class="cc-label">{name}</p>
      <div class="cc-plot cc-bar">
        {until > 0 && <i class={kind} style={{ inlineSize: `${share}%` }} />}
        <span style={{ marginInlineStart: share < 50 ? `${share}%` : '0' }}>
          {endInWords(end, now, word)}
        </span>
      </div>
    </>
  );
}

function pointsOf({ calls, now }: Standing, party: Party) {
  return curveOf(calls, party, now);
}

/** The curve as a filled outline, in steps. */
function areaOf(standing: Standing, party: Party, span: number, most: number): string {
  const x = (at: number) => ((WIDE * at) / span).toFixed(1);
  const y = (waiting: number) => (HIGH * (1 - waiting / most)).toFixed(1);
  const points = pointsOf(standing, party);
  if (points.length === 0) return '';
  const steps = points.map(({ at, waiting }) => `H${x(at)}V${y(waiting)}`).join('');
  return `M0 ${HIGH}${steps}H${x(standing.now)}V${HIGH}z`;
}
