import { describe, expect, it } from 'vitest';
import { type Found, ROOMS, roomOf } from '../../../src/widgets/source-map/rooms.ts';
import {
  hopsOf,
  ROUTE_NAMES,
  ROUTES,
  roomsOut,
  stepInto,
} from '../../../src/widgets/source-map/routes.ts';

const told = (found: Found) =>
  found.is === 'room' ? found.room : found.is === 'other' ? `(${found.folder})` : '-';

describe('a line on the plan', () => {
  it.each([
    [
      'k8s.io/kubernetes/pkg/kubelet/cri/remote.(*remoteRuntimeService).ListContainerStats(0xc0)',
      'cri',
    ],
    ['k8s.io/kubernetes/pkg/kubelet/stats.(*criStatsProvider).ListPodStats', 'stats'],
    ['k8s.io/kubernetes/pkg/kubelet/server/stats.(*handler).handleSummary', 'server'],
    [
      '\t/workspace/src/k8s.io/kubernetes/pkg/kubelet/kuberuntime/kuberuntime_container.go:812 +0x1d',
      'kuberuntime',
    ],
    ['pkg/kubelet/kubelet.go:1510', 'kubelet'],
    ['pkg/kubelet/kubelet_pods.go', 'kubelet'],
    ['k8s.io/kubernetes/pkg/kubelet.(*Kubelet).syncPod', 'kubelet'],
    ['pkg/kubelet', 'kubelet'],
    ['k8s.io/cri-client/pkg.(*remoteRuntimeService).ListContainerStats', 'cri'],
    ['pkg/kubelet/prober/worker.go:99', '(prober)'],
    ['k8s.io/kubernetes/pkg/kubelet/volumemanager.(*volumeManager).Run', '(volumemanager)'],
    ['google.golang.org/grpc/internal/transport.(*Stream).waitOnHeader', '-'],
    ['k8s.io/kubernetes/pkg/kubeletconfig/x.go', '-'],
    ['k8s.io/kubernetes/pkg/kubeapiserver/options.go', '-'],
    ['', '-'],
  ])('%s', (line, room) => {
    expect(told(roomOf(line))).toBe(room);
  });
});

describe('the ways through kubelet', () => {
  it('stand in the rooms that their own files are in', () => {
    for (const route of ROUTE_NAMES) {
      for (const { room, file } of hopsOf(route)) {
        expect(roomOf(`pkg/kubelet/${file}:1`)).toEqual({ is: 'room', room });
      }
    }
  });

  it('go in no room twice, and leave kubelet by cri if they go to containerd', () => {
    for (const route of ROUTE_NAMES) {
      const rooms = hopsOf(route).map(({ room }) => room);
      expect(new Set(rooms).size).toBe(rooms.length);
      expect(rooms.at(-1) === 'cri').toBe(ROUTES[route].leaves === 'containerd');
    }
  });

  it('leave for containerd by one room', () => {
    expect(roomsOut()).toEqual(['cri']);
  });

  it('pass every room of the plan', () => {
    const passed = new Set(ROUTE_NAMES.flatMap((route) => hopsOf(route).map(({ room }) => room)));
    expect([...passed].toSorted()).toEqual([...ROOMS].toSorted());
  });

  it('know a step on from one too far, one back and one aside', () => {
    expect(stepInto('exec', 1, 'kubelet')).toBe('next');
    expect(stepInto('exec', 1, 'cri')).toBe('later');
    expect(stepInto('exec', 2, 'server')).toBe('behind');
    expect(stepInto('exec', 1, 'stats')).toBe('off');
    expect(stepInto('exec', 4, 'cri')).toBe('arrived');
  });
});
