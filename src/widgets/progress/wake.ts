/** The page's own script: a reader's progress, or the desk where a trainer checks files. The page is there for it, so it is fetched at once. */
class Waking extends HTMLElement {
  connectedCallback(): void {
    import('./island.tsx')
      .then(({ wake }) => wake(this))
      .catch((error: unknown) => {
        this.dataset.failed = String(error);
        const note = this.querySelector<HTMLElement>('[data-failed-note]');
        if (note) note.hidden = false;
      });
  }
}

customElements.define('reader-progress', class extends Waking {});
customElements.define('completion-check', class extends Waking {});
