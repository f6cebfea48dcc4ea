import { Fragment } from 'preact';
import type { Party } from './chain.ts';
import { Dots, Tags } from './dots.tsx';
import { HopKnob, type KnobProps, PassKnob } from './knobs.tsx';
import { nameOf } from './phrases.ts';
import type { Hop, Standing } from './standing.ts';

/** Where a call waits at each hop while the connection hangs, and where a slow shim keeps it. */
const PLACES = {
  asker: { hangs: 'GET /stats/summary', slow: 'GET /stats/summary' },
  kubelet: { hangs: 'grpc (*Stream).waitOnHeader', slow: 'grpc (*Stream).waitOnHeader' },
  containerd: { hangs: 'ttrpc client.go:153, :161', slow: 'ttrpc client.go:161' },
  shim: { hangs: 'ttrpc server.go:444', slow: 'ttrpc server.go:438' },
} as const;

interface SceneProps extends KnobProps {
  readonly standing: Standing;
  readonly live: boolean;
}

/** The hops from the one that asks to the shim, and between them what goes down when the upper one leaves. */
export function Scene(props: SceneProps) {
  const { standing, state, word } = props;
  return (
    <ol class="cc-chain" data-hops={standing.hops.length} aria-label={word('call-chain.chain')}>
      {standing.hops.map((hop, at) => (
        <Fragment key={hop.party}>
          {at > 0 && <Link {...props} caller={standing.hops[at - 1]?.party ?? 'asker'} />}
          <li class="cc-hop" data-waits={hop.waiting > 0}>
            <p class="cc-who">
              <strong>{nameOf(hop.party, state, word)}</strong> <Tags hop={hop} word={word} />
            </p>
            <p class="cc-what">{whatInWords(hop, props)}</p>
            <p class="cc-at">
              <code>{PLACES[hop.party][state.answer > 0 ? 'slow' : 'hangs']}</code>
            </p>
            <Dots hop={hop} word={word} />
            {props.live ? (
              <HopKnob {...props} party={hop.party} />
            ) : (
              <p class="cc-limit">{limitInWords(hop.party, props)}</p>
            )}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

function whatInWords({ party }: Hop, { state, word }: SceneProps): string {
  if (party === 'kubelet' && state.asks === 'eviction') return word('call-chain.what.eviction');
  if (party === 'shim')
    return word(state.answer > 0 ? 'call-chain.what.runs' : 'call-chain.what.shim');
  return word(`call-chain.what.${party}`);
}

/** The knob's value, where there are no knobs. */
function limitInWords(party: Party, { state, word }: SceneProps): string {
  if (party === 'shim') {
    return state.answer > 0
      ? word('call-chain.limit.answers', { n: state.answer })
      : word('call-chain.limit.never');
  }
  const n = { asker: state.patience, kubelet: state.kubelet, containerd: state.containerd }[party];
  return word(n === 0 ? 'call-chain.limit.none' : 'call-chain.limit.seconds', { n });
}

/** Between two hops: by what they speak, and what the lower one hears when the upper one gives up. */
function Link(props: SceneProps & { readonly caller: Party }) {
  const { caller, state, standing, word, live } = props;
  const heard = caller === 'kubelet' || (caller === 'asker' && state.passes);
  const stuck = caller === 'containerd' && standing.loopsStuck;
  return (
    <li class="cc-link" data-heard={heard} data-stuck={stuck}>
      <p class="cc-wire">
        <b>{word(`call-chain.wire.${caller}` as 'call-chain.wire.asker')}</b>
        {stuck && <span class="tag tag-stuck">{word('call-chain.hangs')}</span>}
      </p>
      <p class="cc-heard">
        {caller === 'asker'
          ? word(state.passes ? 'call-chain.heard.passes' : 'call-chain.heard.asker')
          : word(caller === 'kubelet' ? 'call-chain.heard.kubelet' : 'call-chain.heard.containerd')}
      </p>
      {caller === 'asker' && live && <PassKnob {...props} />}
      {stuck && <p class="cc-heard">{word('call-chain.loops.where')}</p>}
    </li>
  );
}
