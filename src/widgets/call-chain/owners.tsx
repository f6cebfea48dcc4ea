import type { Word } from '../contract.ts';
import { CAPTURED, type Captured } from './captured.ts';

/** Where each hop's deadline comes from in the real thing, and the place in its source. */
const OWNERS = [
  { hop: 'asker', source: '' },
  {
    hop: 'kubelet',
    source: 'kubernetes/kubernetes@3b6b50f pkg/kubelet/cri/remote/utils.go; #120262',
  },
  {
    hop: 'eviction',
    source: 'kubernetes/kubernetes pkg/kubelet/kubelet.go, evictionMonitoringPeriod',
  },
  { hop: 'containerd', source: 'containerd@v1.4.12 services/tasks/local.go:623' },
  { hop: 'ttrpc', source: 'ttrpc@v1.0.1 client.go:123-125, 153, 161' },
  { hop: 'loops', source: 'ttrpc@v1.0.1 client.go:259, server.go:459, channel.go:132' },
  { hop: 'shim', source: 'ttrpc@v1.0.1 server.go:444' },
] as const;

export function Owners({ word }: { readonly word: Word }) {
  return (
    <details class="cc-owners" open>
      <summary>{word('call-chain.owners')}</summary>
      <dl>
        {OWNERS.map(({ hop, source }) => (
          <div key={hop}>
            <dt>{word(`call-chain.owner.${hop}`)}</dt>
            <dd>
              {word(`call-chain.owner.${hop}.is`)}
              {source !== '' && <code>{source}</code>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What a real containerd looked like at that moment. */
export function CapturedNote({ data, word }: { readonly data: Captured; readonly word: Word }) {
  return (
    <p class="cc-note">
      {word('call-chain.captured', {
        queueing: data.queueing,
        handedOver: data.handedOver,
        all: data.queueing + data.handedOver,
      })}{' '}
      <code>{CAPTURED}</code>
    </p>
  );
}
