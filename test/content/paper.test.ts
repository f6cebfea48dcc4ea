import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { wordsOfExercise } from '../../src/lesson/exercise.ts';
import { wordsOfPrediction } from '../../src/lesson/prediction.ts';
import { evidenceFromDisk } from '../../src/site/evidence.ts';
import type { Paper } from '../../src/site/paper.ts';
import { wordsOf } from '../../src/site/words.ts';
import type { Locale, WidgetDefinition } from '../../src/widgets/contract.ts';
import { widget as exercise } from '../../src/widgets/exercise/widget.ts';
import { Frame } from '../../src/widgets/frame.tsx';
import { wordOf } from '../../src/widgets/lesson/phrase.ts';
import { widget as prediction } from '../../src/widgets/prediction/widget.ts';
import { sources } from './exercise-files.ts';

/** What of an exercise only an answer says: never on a sheet for the room. */
const SECRET = /\.(hint\.[^.]+|solution|found|after|why|look|point\.[^.]+)$|\.wrong\./;

/** Text of HTML, without marks and blanks: what a reader sees, whichever way it is set. */
const seen = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s`]+/g, '');

async function printed<State extends { exercise: string }, Data>(
  widget: WidgetDefinition<State, Data>,
  id: string,
  locale: Locale,
  paper: Paper,
): Promise<string> {
  const state = { ...widget.codec.initial, exercise: id };
  return renderToString(
    h(Frame<State, Data>, {
      id: 'w',
      title: 'x',
      definition: widget,
      home: state,
      state,
      data: await widget.load(state, evidenceFromDisk),
      locale,
      word: wordsOf(locale),
      evidence: evidenceFromDisk,
      chapters: {},
      links: null,
      paper,
    }),
  );
}

describe.each(['en', 'zh-cn'] as const)('on paper, in %s', (locale) => {
  const word = wordsOf(locale);

  test.each(sources.map((source) => [source.id, source] as const))('%s', async (id, source) => {
    const asPrediction = source.kind === 'prediction';
    const keys = asPrediction ? wordsOfPrediction(source) : wordsOfExercise(source);
    const print = (paper: Paper) =>
      asPrediction ? printed(prediction, id, locale, paper) : printed(exercise, id, locale, paper);
    const said = (key: string) => seen(wordOf(word, key));
    const [handout, answers] = [await print('handout'), await print('answers')];

    // For the room: the question, nothing that answers it, and where to write.
    expect(seen(handout)).toContain(said(`exercises.${id}.ask`));
    const told = keys.filter((key) => SECRET.test(key) && seen(handout).includes(said(key)));
    expect(told).toEqual([]);
    expect(handout).not.toMatch(/<(details|button|input|select|textarea)\b|paper-key/);
    expect(handout).toMatch(/paper-room|sheet-row|step-what|essay-lines/);

    // For who leads it: the same question, and what the evidence shows or the solution says.
    expect(seen(answers)).toContain(said(`exercises.${id}.ask`));
    expect(seen(answers)).toContain(said(`exercises.${id}.${asPrediction ? 'found' : 'solution'}`));
    expect(`${handout}${answers}`).not.toMatch(/\[(exercises?|paper|prediction)\./);
  });
});

test('the key of an exercise on paper is the stated solution, as the widget shows it', async () => {
  const answers = await printed(exercise, 'reading-164-two-counts', 'en', 'answers');
  expect(answers.split('class="paper-key"')[1]).toContain('1 handler<');
});
