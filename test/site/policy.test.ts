import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashInlineScripts, policyFor, withPolicy } from '../../src/site/build/policy.ts';

const hash = (body: string) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`;

describe('hashInlineScripts', () => {
  it('hashes what a browser would run, each once, byte for byte', () => {
    const html = `<script>a()\n</script><script type="module">b()</script><script>a()\n</script>`;
    expect(hashInlineScripts(html)).toEqual([hash('a()\n'), hash('b()')]);
  });

  it('passes over files and data', () => {
    const html = `<script type="module" src="/x.js"></script><script type="application/json">{}</script>`;
    expect(hashInlineScripts(html)).toEqual([]);
  });
});

describe('withPolicy', () => {
  it('stands first in the head, before any script it governs', () => {
    const html = '<html><head><meta charset="utf-8"><script>a()</script></head></html>';
    expect(withPolicy(html)).toMatch(/^<html><head><meta http-equiv="content-security-policy"/);
    expect(withPolicy(html)).toContain(hash('a()'));
  });

  it('allows no inline script without hash, no eval and no other host', () => {
    const policy = policyFor('<head></head>');
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/https?:/);
    expect(policy).not.toMatch(/'unsafe-eval'/);
  });
});
