// robots.txt by RFC 9309.
import { describe, expect, test } from 'vitest';
import { politeGapMs } from '../../../shared/http/politeness.ts';
import {
  ALLOW_ALL,
  DISALLOW_ALL,
  isAllowed,
  parseRobots,
  type RobotsEntry,
  robotsEntry,
  robotsUrl,
} from '../../../shared/http/robots.ts';

const allowed = (robots: string, path: string, product = 'claimwire') =>
  isAllowed(parseRobots(robots, product), `https://valley.example${path}`);

describe('groups', () => {
  test.each([
    ['no rules', '', '/x', true],
    ['everybody', 'User-agent: *\nDisallow: /', '/x', false],
    [
      'own group instead of everybody’s',
      'User-agent: *\nDisallow: /\n\nUser-agent: ClaimWire\nDisallow: /private',
      '/x',
      true,
    ],
    ['own group applies', 'User-agent: *\nAllow: /\nUser-agent: claimwire\nDisallow: /x', '/x', false],
    ['own group in any case and with a version', 'user-AGENT: CLAIMWIRE/2.0\ndisAllow: /x', '/x', false],
    ['a longer name is another product', 'User-agent: claimwire-images\nDisallow: /', '/x', true],
    ['several agents of one group', 'User-agent: other\nUser-agent: claimwire\nDisallow: /x', '/x', false],
    [
      'groups of one agent are joined',
      'User-agent: claimwire\nDisallow: /a\nUser-agent: b\nDisallow: /\nUser-agent: claimwire\nDisallow: /x',
      '/x',
      false,
    ],
    ['an empty own group allows', 'User-agent: *\nDisallow: /\nUser-agent: claimwire\nDisallow:', '/x', true],
    ['rules before any agent are nobody’s', 'Disallow: /\nUser-agent: a\nDisallow: /b', '/x', true],
    [
      'a sitemap line does not end the agents',
      'User-agent: claimwire\nSitemap: https://x.example/s.xml\nUser-agent: b\nDisallow: /x',
      '/x',
      false,
    ],
    ['comments, marks and old line ends', '\ufeffUser-agent: * # all\rDisallow: /x # no\r', '/x', false],
  ])('%s', (_, robots, path, expected) => {
    expect(allowed(robots, path)).toBe(expected);
  });
});

describe('patterns', () => {
  test.each([
    ['/fish', '/fish', true],
    ['/fish', '/fishes/1?x', true],
    ['/fish', '/Fish', false],
    ['/fish/', '/fish', false],
    ['/*.php', '/a/b.php?x', true],
    ['/*.php$', '/a/b.php?x', false],
    ['/*.php$', '/a/b.php', true],
    ['/fish*.php', '/fishheads/catfish.php', true],
    ['/fish*.php', '/fish', false],
    ['/a*b*c$', '/axbxbxc', true],
    ['/a*b*c$', '/axbxbxcd', false],
    ['/ab*ba$', '/aba', false],
    ['*/x', '/y/x', true],
    ['/$', '/', true],
    ['/$', '/x', false],
    ['/a%2Fb', '/a%2fb', true],
    ['/ü', '/%C3%BC', true],
    ['/%c3%bc', '/ü', true],
    ['/%7Eu', '/~u', true],
    ['/?q=', '/?q=1', true],
    ['fish', '/fish', false],
    // RFC 9309 §2.2.3: what is a sign in a rule is written there by its number when it is meant as a character.
    ['/a-%2A.html', '/a-*.html', true],
    ['/a-%2A.html', '/a-b.html', false],
    ['/a-*.html', '/a-*.html', true],
    ['/a%24', '/a$', true],
    ['/a%24$', '/a$', true],
    ['/a%24$', '/a$b', false],
    ['/a$b', '/a$b', true],
    ['/a$b', '/a', false],
  ])('%s on %s', (pattern, path, matches) => {
    expect(allowed(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!matches);
  });

  test.each([
    ['Disallow: /\nAllow: /p', '/page', true],
    ['Allow: /folder\nDisallow: /folder', '/folder/x', true],
    ['Disallow: /folder\nAllow: /folder', '/folder/x', true],
    ['Disallow: /folder\nAllow: /old', '/folder/x', false],
    ['Allow: /page\nDisallow: /*.htm', '/page.htm', false],
    ['Allow: /$\nDisallow: /', '/', true],
    ['Allow: /$\nDisallow: /', '/x', false],
    ['Disallow: /', '/robots.txt', true],
  ])('%j on %s: the longest decides', (rules, path, expected) => {
    expect(allowed(`User-agent: *\n${rules}`, path)).toBe(expected);
  });

  test('patterns made to be slow are not', () => {
    const robots = `User-agent: *\n${`Disallow: /${'*a'.repeat(400)}b$\n`.repeat(500)}`;
    expect(allowed(robots, `/${'a'.repeat(4000)}`)).toBe(true);
  });

  test('of more than 5,000 rules the first count', () => {
    const robots = (others: number) => `User-agent: *\n${'Disallow: /a\n'.repeat(others)}Disallow: /x`;
    expect(allowed(robots(4999), '/x')).toBe(false);
    expect(allowed(robots(5000), '/x')).toBe(true);
    expect(allowed(robots(5000), '/a')).toBe(false);
  });

  test('what lies behind 500 KiB is not read', () => {
    expect(allowed(`#${'x'.repeat(600_000)}\nUser-agent: *\nDisallow: /`, '/x')).toBe(true);
  });
});

test.each([
  ['User-agent: *\nCrawl-delay: 2.5', 2.5],
  ['User-agent: *\nCrawl-delay: 1\nCrawl-delay: 3', 3],
  ['User-agent: other\nCrawl-delay: 9', null],
  ['User-agent: *\nCrawl-delay: soon', null],
  ['User-agent: *\nCrawl-delay:', null],
  ['User-agent: *\nCrawl-delay: -1', null],
])('crawl delay of %j', (robots, seconds) => {
  expect(parseRobots(robots, 'claimwire').crawlDelaySeconds).toBe(seconds);
});

describe('robotsEntry', () => {
  const NOW = Date.UTC(2031, 0, 15);
  const HOUR = 3600_000;
  const DAY = 24 * HOUR;
  const entry = (answer: Parameters<typeof robotsEntry>[0], before: RobotsEntry | null = null, now = NOW) =>
    robotsEntry(answer, 'claimwire', before, now);
  const CLOSED = 'User-agent: *\nDisallow: /x';

  test.each([
    [{ status: 200, text: CLOSED }, 'read', parseRobots(CLOSED, 'claimwire'), DAY],
    [{ status: 200, text: CLOSED, maxAgeSeconds: 7200 }, 'read', parseRobots(CLOSED, 'claimwire'), 2 * HOUR],
    [{ status: 200, text: CLOSED, maxAgeSeconds: 0 }, 'read', parseRobots(CLOSED, 'claimwire'), HOUR],
    [{ status: 200, text: CLOSED, maxAgeSeconds: 1e9 }, 'read', parseRobots(CLOSED, 'claimwire'), DAY],
    [{ status: 404, text: CLOSED }, 'absent', ALLOW_ALL, DAY],
    [{ status: 403, text: '' }, 'absent', ALLOW_ALL, DAY],
    [{ status: 302, text: '' }, 'absent', ALLOW_ALL, DAY],
    [{ status: 429, text: '' }, 'unreachable', DISALLOW_ALL, HOUR],
    [{ status: 500, text: CLOSED }, 'unreachable', DISALLOW_ALL, HOUR],
    [{ status: 503, text: '' }, 'unreachable', DISALLOW_ALL, HOUR],
    [{ failure: 'no route' }, 'unreachable', DISALLOW_ALL, HOUR],
  ] as const)('%j', (answer, reason, rules, age) => {
    expect(entry(answer)).toMatchObject({ reason, rules, expiresAt: NOW + age });
  });

  test('a server error closes a site whose robots.txt was read before', () => {
    const before = entry({ status: 200, text: '' });
    expect(entry({ status: 500, text: '' }, before, NOW + DAY)).toMatchObject({
      rules: DISALLOW_ALL,
      failingSince: NOW + DAY,
    });
  });

  test('a site that fails for 30 days counts as open, and one answer ends the count', () => {
    const first = entry({ failure: 'x' });
    const day29 = entry({ failure: 'x' }, first, NOW + 29 * DAY);
    expect(day29).toMatchObject({ reason: 'unreachable', failingSince: NOW });
    expect(entry({ failure: 'x' }, day29, NOW + 30 * DAY)).toMatchObject({
      reason: 'unreachable for long',
      rules: ALLOW_ALL,
    });
    expect(entry({ status: 404, text: '' }, day29, NOW + 30 * DAY).failingSince).toBeNull();
  });
});

test('robots.txt lies at the root of the origin', () => {
  expect(robotsUrl('https://valley.example:8443/a/b?c#d')).toBe('https://valley.example:8443/robots.txt');
});

test.each([
  [null, 50, 1000],
  [null, 900, 4500],
  [5, 50, 5000],
  [0.1, 0, 1000],
  [86_400, 0, 60_000],
  [null, 1e9, 60_000],
])('a gap for a crawl delay of %s s and a response in %d ms', (delay, response, gap) => {
  expect(politeGapMs(delay, response)).toBe(gap);
});
