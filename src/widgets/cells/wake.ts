/**
 * The only script of a page's cells until one comes near the window, or is reached by Tab: then all of them get their
 * buttons. Without it the text and what it showed at build stay as they are.
 */
let awake: Promise<void> | undefined;

function wake(): Promise<void> {
  awake ??= import('./island.tsx').then(({ wakeCells }) => wakeCells());
  return awake;
}

class LiveCell extends HTMLElement {
  connectedCallback(): void {
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        seen.disconnect();
        wake().catch((error: unknown) => {
          this.dataset.failed = String(error);
        });
      },
      { rootMargin: '150% 0px' },
    );
    seen.observe(this);
    this.addEventListener('focusin', () => void wake().catch(() => undefined), { once: true });
  }
}

customElements.define('live-cell', LiveCell);
