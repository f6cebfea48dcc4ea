import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/shell/engine.ts';
import { readNode, type SavedNode, writeNode } from '../../../src/shell/practice/file.ts';
import { fromDisk } from '../home.ts';
import { hang, onNode, say } from './on-node.ts';

async function saved(): Promise<SavedNode> {
  const engine = await hang(onNode());
  await say(engine, 'echo mine > note', 'mkdir d', 'rm exec.sh', 'x=7', 'cd d');
  await engine.later(1800);
  const all = await engine.save();
  if (!all.node) throw new Error('no node');
  return { ...all, node: all.node };
}

describe('a node in a file', () => {
  it('comes back as it was: hang, time, files, variables, folder', async () => {
    const before = await saved();
    const read = readNode(writeNode(before));
    if (!read.ok) throw new Error(`${read.problem} ${read.at}`);
    expect(read.saved.node).toEqual(before.node);
    const engine = createEngine({ read: fromDisk, saved: read.saved });
    expect(engine.view()?.time).toBe(before.node.time);
    const { stdout } = await say(engine, 'pwd; cat ../note; echo $x; ls ..');
    expect(stdout).toBe('/root/d\nmine\n7\nREADME\nREADME.zh-cn\nd\nnote\n');
    // Who waited in the background is gone with its shell; what containerd holds for it is not.
    expect(engine.view()?.jobs).toBe(0);
    expect(read.saved.node.pods[3]?.containers[1]?.connection.waiting).toHaveLength(200);
  });

  it.each([
    ['', 'not-json', ''],
    ['{"format":"x"}', 'not-a-node', 'format: x'],
    ['[1]', 'not-a-node', 'format: undefined'],
    ['null', 'not-a-node', 'format: undefined'],
    ['{"format":"stuck-in-send/node","version":2}', 'unknown-version', 'version: 2'],
    ['{"format":"stuck-in-send/node","version":1}', 'broken', 'node'],
  ])('refuses %s', (text, problem, at) => {
    const read = readNode(text);
    expect(read).toMatchObject({ ok: false, problem });
    if (!read.ok && at !== '') expect(read.at).toBe(at);
  });

  it('names the place of a field that is strange', async () => {
    const text = writeNode(await saved());
    const change = (
      edit: (value: { node: { pods: { shim: { release: unknown } }[] } }) => void,
    ) => {
      const value = JSON.parse(text);
      edit(value);
      return readNode(JSON.stringify(value));
    };
    expect(
      change(({ node }) => {
        (node.pods[2] as { shim: { release: unknown } }).shim.release = '9.9.9';
      }),
    ).toEqual({ ok: false, problem: 'broken', at: 'node.pods[2].shim.release' });
    expect(
      change(({ node }) => {
        node.pods[0] = null as never;
      }),
    ).toEqual({ ok: false, problem: 'broken', at: 'node.pods[0]' });
  });
});
