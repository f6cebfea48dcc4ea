import { useState } from 'preact/hooks';
import { SECTIONS, withSection } from '../../lesson/card/card.ts';
import type { ViewProps } from '../contract.ts';
import { Advice } from './advice.tsx';
import { BlankCard } from './blank-card.tsx';
import type { CardData } from './data.ts';
import { Embeds } from './embeds.tsx';
import { framesIn } from './host.ts';
import { Kept } from './kept.tsx';
import { SectionField } from './section-field.tsx';
import { CHAPTERS } from './sections.ts';
import { Sheet } from './sheet.tsx';
import { type CardState, fitsALink } from './state.ts';
import { Takeaway } from './takeaway.tsx';
import { useCard } from './use-card.ts';

/** The card that is written, and beside it the card as it will look. Without script: the questions on a blank card. */
export function View(props: ViewProps<CardState, CardData>) {
  const { id, data, locale, word, live, say, chapter } = props;
  const at = useCard(props.state, live, props.update);
  // The address of an embed says so too when one's own card has outgrown it; then there is nothing to tell.
  const [cameTooLong] = useState(props.state.tooLong);
  const courses = data.courses[locale]
    .filter(({ slug }) => CHAPTERS.includes(slug))
    .toSorted((a, b) => CHAPTERS.indexOf(a.slug) - CHAPTERS.indexOf(b.slug));
  const titles = new Map(courses.map(({ slug, title }) => [slug, title]));
  if (!live) {
    return (
      <div class="cw">
        <BlankCard word={word} chapter={chapter} titles={titles} />
      </div>
    );
  }
  const { card } = at;
  const site = siteOf(globalThis.location);
  return (
    <div class="cw">
      {cameTooLong && fitsALink(card) && <p class="cw-opened">{word('card-writer.cameTooLong')}</p>}
      <div class="cw-both">
        <div class="cw-desk cw-paper">
          <div class="cw-head">
            <label class="visually-hidden" for={`${id}-name`}>
              {word('card-writer.name')}
            </label>
            <input
              id={`${id}-name`}
              class="cw-title"
              value={card.title}
              placeholder={word('card-writer.namePlace')}
              onInput={(event) => at.edit({ ...card, title: event.currentTarget.value })}
            />
          </div>
          <Kept at={at} word={word} say={say} />
          <p class="cw-soft cw-how">{word('card-writer.how')}</p>
          <ol class="cw-parts">
            {SECTIONS.map((section) => (
              <SectionField
                key={section}
                id={id}
                section={section}
                text={card.sections[section]}
                courses={courses}
                titles={titles}
                word={word}
                chapter={chapter}
                say={say}
                change={(text) => at.edit(withSection(card, section, text))}
              />
            ))}
            <Embeds
              id={id}
              embeds={card.embeds}
              frames={framesIn(card.host)}
              word={word}
              say={say}
              change={(embeds) => at.edit({ ...card, embeds })}
            />
          </ol>
        </div>
        <div class="cw-side">
          <Advice id={id} card={card} word={word} />
          <Sheet card={card} word={word} />
        </div>
      </div>
      <Takeaway id={id} at={at} site={site} locale={locale} word={word} say={say} />
    </div>
  );
}

/** Address of this copy of the kit, with a slash at its end. */
function siteOf(place: Pick<Location, 'href'> | undefined): string {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  return new URL(base, place?.href ?? 'http://localhost/').href;
}
