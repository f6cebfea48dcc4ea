import { describe, expect, it } from 'vitest';
import { captured } from '../../../src/lesson/triage/captured.ts';
import { kubelet } from '../../../src/lesson/triage/kubelet-stacks.ts';
import { capturedStacks, kubeletStacks } from './extract.ts';

describe('the stacks that a case is made of', () => {
  it('are those of the captured files', () => {
    expect(captured).toEqual(capturedStacks());
  });

  it('are those of the practice node’s kubelet', () => {
    expect(kubelet).toEqual(kubeletStacks());
  });

  it('have the same pages only where something is shared: handlers at one lock ask for one address', () => {
    const { start, state } = captured.mutex;
    expect(start.own).not.toContain('c00007e');
    expect(state.own).not.toContain('c00007e');
    expect(start.stack).toContain('0xc00007e08c');
    expect(state.own.length).toBeGreaterThan(0);
  });
});
