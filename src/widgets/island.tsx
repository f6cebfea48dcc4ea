import { hydrate, render } from 'preact';
import { embedQuery, pageQuery, snippet, stateFromQuery } from '../share/link.ts';
import { createWord, type Dictionary } from '../share/words.ts';
import type { Locale } from './contract.ts';
import { createEvidencePort } from './evidence-port.ts';
import { Frame, type Links } from './frame.tsx';
import { progressPort } from './progress-port.ts';
import { isWidgetName, registry } from './registry.ts';

/** What the server leaves beside the still, as JSON: all that the page needs to take over. */
export interface IslandProps {
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly locale: Locale;
  readonly home: unknown;
  readonly words: Dictionary;
  readonly chapters: Readonly<Record<string, string>>;
  readonly heading: 1 | 2 | 3;
  /** An embed owns the whole address bar of its frame; a widget on a page shares it. */
  readonly alone: boolean;
}

/** Takes a still over: loads the widget's code and data, reads a state from the address, and makes it live. */
export async function wake(element: HTMLElement): Promise<void> {
  const props = JSON.parse(
    element.querySelector('script[type="application/json"]')?.textContent ?? '{}',
  ) as IslandProps;
  const root = element.querySelector<HTMLElement>('[data-root]');
  if (!root || !isWidgetName(props.name)) return;
  const site = new URL(import.meta.env.BASE_URL.replace(/\/?$/, '/'), location.href).href;
  const evidence = createEvidencePort(site);
  const { height, load } = registry[props.name];
  const definition = await load();
  const { codec } = definition;

  const asked = stateFromQuery(codec, props.alone ? null : props.id, location.search);
  const state = asked?.ok ? asked.state : props.home;
  const data = await definition.load(state, evidence);

  const embed = (next: unknown) =>
    `${site}${props.locale}/embed/${props.name}/?${embedQuery(codec, next)}`;
  const here = `${location.origin}${location.pathname}`;
  const links: Links<unknown> = {
    page: (next) => (props.alone ? embed(next) : here + pageQuery(codec, props.id, next)),
    snippet: (next) =>
      snippet({ address: embed(next), title: props.title, height, script: `${site}embed.js` }),
    moved: (next) => {
      if (props.alone) history.replaceState(null, '', embed(next));
    },
  };

  const picture = (
    <Frame
      id={props.id}
      title={props.title}
      definition={definition}
      home={props.home}
      state={state}
      data={data}
      locale={props.locale}
      word={createWord(props.words, props.locale)}
      evidence={evidence}
      chapters={props.chapters}
      problem={asked && !asked.ok ? asked : null}
      links={links}
      note={(deed) => void progressPort().write(deed)}
      heading={props.heading}
    />
  );
  if (asked) {
    root.replaceChildren();
    render(picture, root);
  } else {
    hydrate(picture, root);
  }
  element.dataset.awake = '';
}
