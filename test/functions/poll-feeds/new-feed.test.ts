// A feed as it is registered: where its site is.
import { expect, test } from 'vitest';
import { newFeed } from '../../../functions/poll-feeds/new-feed.ts';

test.each([
  ['https://valley.example/', 'https://valley.example/'],
  ['HTTP://valley.example/', 'HTTP://valley.example/'],
  ['tag:valley.example,2031:feed', null],
  ['javascript:alert(1)', null],
  [`https://valley.example/${'x'.repeat(2000)}`, null],
  [null, null],
])('the site %j is kept as %j', (siteUrl, kept) => {
  expect(newFeed('https://valley.example/feed', 0, {}, { siteUrl }).siteUrl).toBe(kept);
});
