/**
 * The only script that a page loads before a widget is seen: it waits until a still comes near the window,
 * then fetches the rest. Without it, or without IntersectionObserver, the still stays as it is.
 */
class StuckWidget extends HTMLElement {
  connectedCallback(): void {
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.wake();
      },
      { rootMargin: '300px' },
    );
    seen.observe(this);
  }

  private async wake(): Promise<void> {
    try {
      const { wake } = await import('./island.tsx');
      await wake(this);
    } catch (error) {
      this.dataset.failed = error instanceof Error ? error.message : String(error);
      const note = this.querySelector<HTMLElement>('[data-failed-note]');
      if (note) note.hidden = false;
    }
  }
}

customElements.define('stuck-widget', StuckWidget);
