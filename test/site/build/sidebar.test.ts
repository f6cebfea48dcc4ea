import { expect, test } from 'vitest';
import { sidebar } from '../../../src/site/build/sidebar.ts';

test('the runbook cards stand in the order of the chapters', () => {
  const groups = sidebar().filter((group) => 'label' in group);
  const named = (label: string) =>
    groups.find((group) => group.label === label)?.items?.map(({ slug }) => slug.split('/').at(-1));
  expect(named('Runbook')).toEqual(named('The course'));
});
