/**
 * The only script that a page loads before a widget is seen: it waits until a still comes near the window,
 * then fetches the rest. Without it, or without IntersectionObserver, the still stays as it is.
 *
 * A still has nothing to tab to, so whoever goes by keyboard would pass it before it wakes: until then the
 * widget takes the focus itself, and hands it to its first control.
 */
class StuckWidget extends HTMLElement {
  connectedCallback(): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-labelledby', `${this.id}-title`);
    this.addEventListener('focus', () => void this.enter(), { once: true });
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.awake();
      },
      { rootMargin: '150% 0px' },
    );
    seen.observe(this);
  }

  #awake: Promise<void> | undefined;

  /** Wakes it once, whoever asks. */
  private awake(): Promise<void> {
    this.#awake ??= this.wake();
    return this.#awake;
  }

  /** Reached by Tab while asleep: wake, then let the first control have the focus. */
  private async enter(): Promise<void> {
    await this.awake();
    if (document.activeElement === this) this.first()?.focus();
  }

  /** The picture shows its controls a moment after it has taken the still over. */
  private async settled(): Promise<void> {
    for (let frames = 0; frames < 30 && !this.querySelector('[data-live=true]'); frames++) {
      await new Promise(requestAnimationFrame);
    }
  }

  private first(): HTMLElement | null {
    return this.querySelector('[data-root] :is(button, input, select, textarea, a[href])');
  }

  /** What has the focus in the still may be gone in the live picture: then its first control has it. */
  private keepFocus(): () => Promise<void> {
    let inside = this.contains(document.activeElement) && document.activeElement !== this;
    const came = ({ target }: Event) => {
      inside = target !== this;
    };
    // An element that is taken away loses the focus to nobody.
    const left = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) inside = false;
    };
    this.addEventListener('focusin', came);
    this.addEventListener('focusout', left);
    return async () => {
      await this.settled();
      this.removeEventListener('focusin', came);
      this.removeEventListener('focusout', left);
      if (inside && document.activeElement === document.body) this.first()?.focus();
    };
  }

  private async wake(): Promise<void> {
    const giveBack = this.keepFocus();
    try {
      const { wake } = await import('./island.tsx');
      await wake(this);
      // Until its controls are there the widget stays a stop itself: a Tab that came between would pass over them all.
      await giveBack();
      // Its own controls are there now. Losing the tab stop while focused would drop the focus to the page.
      if (document.activeElement === this) {
        this.addEventListener('blur', () => this.stepBack(), { once: true });
      } else this.stepBack();
    } catch (error) {
      this.dataset.failed = error instanceof Error ? error.message : String(error);
      const note = this.querySelector<HTMLElement>('[data-failed-note]');
      if (note) note.hidden = false;
    }
  }

  /** Leaves the tab order and the name to the widget inside. */
  private stepBack(): void {
    for (const name of ['tabindex', 'role', 'aria-labelledby']) this.removeAttribute(name);
  }
}

customElements.define('stuck-widget', StuckWidget);
