/**
 * Notes that a chapter was opened and, once its last part has come into the window, that it was read to its end.
 * The port is fetched apart, so that the page's own script stays a few lines.
 */
import type { Deed } from '../lesson/progress.ts';

const chapter = document.querySelector<HTMLElement>('[data-chapter]')?.dataset.chapter;

async function note(deed: Deed): Promise<void> {
  const { progressPort } = await import('../widgets/progress-port.ts');
  await progressPort().write(deed);
}

if (chapter !== undefined) {
  void note({ did: 'open', chapter });
  const last = document.querySelector('.sl-markdown-content > :last-child');
  const end = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    end.disconnect();
    const questions = document.querySelectorAll('.recall details').length;
    void note({ did: 'finish', chapter, questions });
  });
  if (last) end.observe(last);
}
