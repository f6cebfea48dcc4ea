import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/site/words.ts';
import { ROOMS } from '../../../src/widgets/source-map/rooms.ts';
import { ROUTE_NAMES } from '../../../src/widgets/source-map/routes.ts';
import {
  codec,
  enter,
  type SourceMapState,
  setOut,
} from '../../../src/widgets/source-map/state.ts';
import { widget } from '../../../src/widgets/source-map/widget.ts';
import { play } from '../lesson/stage.tsx';
import { drawn, type Look } from '../stage.tsx';

const look = (state: SourceMapState, how: Look = {}) => drawn(widget, 'w', state, null, how);

describe('the still of the map', () => {
  it.each(['en', 'zh-cn'] as const)('tells the story without script (%s)', (locale) => {
    const { html, text } = look(codec.initial, { locale });
    expect(html).not.toMatch(/<(button|input|select)\b/);
    expect(html.match(/sm-room sm-/g)).toHaveLength(ROOMS.length);
    expect(text).toContain('(*remoteRuntimeService).ListContainerStats');
    expect(text).toContain(wordsOf(locale)('source-map.leaves.containerd'));
  });

  it.each(['en', 'zh-cn'] as const)(
    'has words for every way and every room tried (%s)',
    (locale) => {
      for (const route of ROUTE_NAMES) {
        for (const room of ROOMS) {
          const state = {
            ...enter(setOut(codec.initial, route), room),
            line: 'pkg/kubelet/prober/x.go',
          };
          const { text, said } = look(state, { locale, live: true });
          expect(`${text} ${said}`).not.toContain('[source-map');
        }
      }
    },
  );
});

describe('the map in words', () => {
  it.each<[SourceMapState, string]>([
    [
      codec.initial,
      'Somebody asks for /stats/summary. 3 of 3: (*remoteRuntimeService).ListContainerStats in pkg/kubelet/cri. From here it leaves kubelet, for containerd.',
    ],
    [
      { route: 'exec', done: 1, tried: 'cri', line: '' },
      'Somebody runs kubectl exec. pkg/kubelet/cri is on the way, but something comes before it.',
    ],
    [
      { route: 'cgroup', done: 2, tried: null, line: 'x/pkg/kubelet/stats.(*a).B' },
      'A pod starts and needs a cgroup of its own. 2 of 2: (*podContainerManagerImpl).EnsureExists in pkg/kubelet/cm. From here it writes cgroup files. containerd is not asked. This is in pkg/kubelet/stats: CPU, memory and disk, put together.',
    ],
  ])('are true: %j', (state, expected) => {
    expect(look(state).said).toBe(expected);
  });
});

/** Hooks render again after the present turn, and effects run without frames after preact's 35 ms. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the map, played', () => {
  it('is walked room by room, and a wrong room costs nothing', async () => {
    const stage = await play(widget, codec.initial, 'en');
    await turn();
    for (const [selector, words] of [
      ['#w-exec', 'Where does it come in?'],
      ['.sm-server', '1 of 4: (*Server).getExec'],
      ['.sm-stats', 'pkg/kubelet/stats is not on this way.'],
      ['.sm-kubelet', '2 of 4: (*Kubelet).GetExec'],
      ['.sm-server', 'pkg/kubelet/server is behind already.'],
      ['.sm-kuberuntime', '3 of 4: (*kubeGenericRuntimeManager).GetExec'],
      ['.sm-cri', 'From here it leaves kubelet, for containerd.'],
    ] as const) {
      stage.press(selector);
      await turn();
      expect(stage.said.at(-1)).toContain(words);
      expect(stage.find('.sm-where').textContent).toContain(words);
    }
    expect(stage.root.querySelectorAll('.sm-room[data-on="true"]')).toHaveLength(4);
  });

  it('finds a line of a dump while it is typed', async () => {
    const stage = await play(widget, codec.initial, 'en');
    await turn();
    stage.type('#w-line', 'k8s.io/kubernetes/pkg/kubelet/eviction.(*managerImpl).synchronize');
    await turn();
    expect(stage.text()).toContain('This is in pkg/kubelet/eviction');
    expect(stage.find('.sm-eviction').getAttribute('data-line')).toBe('true');
  });
});
