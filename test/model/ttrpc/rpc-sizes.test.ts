import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type RpcName, rpcSizes } from '../../../src/model/ttrpc/rpc-sizes.ts';
import { encode } from '../../../src/model/ttrpc/wire/encode.ts';
import { joined } from '../../../src/model/ttrpc/wire/typed.ts';

const utf8 = new TextEncoder();
/** Fields 1 and 2 of the task service's requests: the container's id and the exec's, 64 digits each. */
const id = Uint8Array.from([0x0a, 64, ...utf8.encode('a'.repeat(64))]);
const execId = Uint8Array.from([0x12, 64, ...utf8.encode('b'.repeat(64))]);
/** KillRequest.signal is field 3, CloseIORequest.stdin is field 3: both one byte behind their tag. */
const one = Uint8Array.of(0x18, 1);

function requestBytes(method: string, payload: Uint8Array): number {
  const request = {
    ...{ service: 'containerd.task.v2.Task', method, payload, timeoutNano: 0n },
    metadata: [{ key: 'containerd-namespace-ttrpc', value: 'k8s.io' }],
  };
  return encode({ streamId: 1, type: 1, flags: 0, body: { is: 'request', request } }).length;
}

describe('frame sizes by RPC', () => {
  it.each<readonly [RpcName, string, readonly Uint8Array[]]>([
    ['State', 'State', [id, execId]],
    ['StateOfContainer', 'State', [id]],
    ['Stats', 'Stats', [id]],
    ['StatsV2', 'Stats', [id]],
    ['Start', 'Start', [id, execId]],
    ['Wait', 'Wait', [id, execId]],
    ['Delete', 'Delete', [id, execId]],
    ['CloseIO', 'CloseIO', [id, execId, one]],
  ])('a request of %s has the bytes that encoding gives it', (name, method, fields) => {
    expect(requestBytes(method, joined(fields))).toBe(rpcSizes[name].request);
  });

  it('Kill was measured without a signal: 9 would take two bytes more', () => {
    const plain = requestBytes('Kill', joined([id, execId]));
    expect([plain, requestBytes('Kill', joined([id, execId, one]))]).toEqual([214, 216]);
    expect(rpcSizes.Kill.request).toBe(216);
  });

  it('an answer that says nothing is a header alone', () => {
    const response = { status: null, payload: new Uint8Array() };
    const empty = encode({ streamId: 1, type: 2, flags: 0, body: { is: 'response', response } });
    expect(rpcSizes.CloseIO.response).toBe(empty.length);
  });
});

const facts = new URL('../../../../shared/facts/wire-sizes.json', import.meta.url);
describe.skipIf(!existsSync(facts))('against the list that was measured', () => {
  const measured = existsSync(facts)
    ? (JSON.parse(readFileSync(facts, 'utf8')) as Record<string, number>)
    : {};
  it.each<readonly [RpcName, string, string]>([
    ['State', 'req State(exec)', 'resp State(exec)'],
    ['Exec', 'req Exec(0 service env)', 'resp Exec/CloseIO/Kill (Empty)'],
    ['Start', 'req Start(exec)', 'resp Start'],
    ['Wait', 'req Wait(exec)', 'resp Wait'],
    ['Delete', 'req Delete(exec)', 'resp Delete'],
    ['Kill', 'req Kill(exec)', 'resp Exec/CloseIO/Kill (Empty)'],
    ['CloseIO', 'req CloseIO(exec)', 'resp Exec/CloseIO/Kill (Empty)'],
    ['Stats', 'req Stats', 'resp Stats cgroup v1 (every field set, 8 cpus, 2 of each list)'],
    ['StatsV2', 'req Stats', 'resp Stats cgroup v2 (every field set)'],
    ['StateOfContainer', 'req State(container)', 'resp State(exec)'],
  ])('%s', (name, request, response) => {
    expect(rpcSizes[name]).toEqual({ request: measured[request], response: measured[response] });
  });
});
