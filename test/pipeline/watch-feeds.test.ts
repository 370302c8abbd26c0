// Feeds from the command line, as a user on a laptop has them: registered, watched, killed in the middle, and taken up again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimwire, startClaimwire } from '../support/command.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';
import { type FeedSites, startFeedSites } from '../support/feed-site.ts';

const PAGES = 4;
const ENVIRONMENT = { FEEDS_ALLOW_PRIVATE: '1', FEEDS_MIN_GAP_MS: '300', FEEDS_CONTACT: 'desk@paper.example' };

let folder: string;
let sites: FeedSites;

async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 50) {
    if (waited > 60_000) throw new Error(`waited a minute for ${what}`);
    await sleep(50);
  }
}

describe.runIf(hasDynamoDb())('feeds on this computer', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claimwire-feeds-'));
    sites = await startFeedSites(2, PAGES);
    sites.override = (site, request, response) => {
      if (site !== 1 || request.url !== '/') return false;
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>');
      return true;
    };
  });
  afterAll(async () => {
    await sites.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const feeds = (...args: string[]) =>
    claimwire(['feeds', ...args, '--data', join(folder, 'data')], folder, ENVIRONMENT);
  const pages = (site: number) => sites.log.filter((seen) => seen.site === site && seen.path.startsWith('/story'));

  test('add finds the feed, says what it would fetch, and registers it once', { timeout: 120_000 }, async () => {
    const dry = await feeds('add', sites.feedUrl(0), '--dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toContain(`the first poll fetches the ${PAGES} recent ones`);
    expect(dry.stdout).not.toContain('added');

    const added = await feeds('add', sites.feedUrl(0), '--section', 'Local');
    expect(added.stdout).toContain('added as feed');
    expect((await feeds('add', sites.feedUrl(0))).stdout).toContain('is registered already');

    const behind = await feeds('add', `${sites.origin(1)}/`, '--link-only', '--min-interval', '2h');
    expect(behind.stdout).toContain(sites.feedUrl(1));
    expect(sites.log.at(-1)!.headers['user-agent']).toBe('claimwire/0.1 (news feed reader; desk@paper.example)');

    const none = await feeds('add', `${sites.origin(0)}/story-0`);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('it names no feed');
    // Without the switch, this machine is out of bounds.
    const refused = await claimwire(['feeds', 'add', sites.feedUrl(0), '--data', join(folder, 'data')], folder);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/port \d+ is not allowed|is not public/);
  });

  test('a watch that is killed in the middle is taken up: every page is fetched, none twice', {
    timeout: 180_000,
  }, async () => {
    const args = ['run', '--watch', '--every', '1', '--data', join(folder, 'data')];
    const first = startClaimwire(args, folder, ENVIRONMENT);
    await until('the first page', () => pages(0).length >= 1);
    first.child.kill('SIGKILL');
    await first.finished;
    expect(pages(0).length).toBeLessThan(PAGES);

    const second = startClaimwire(args, folder, ENVIRONMENT);
    let shown = '';
    second.child.stdout!.on('data', (chunk: string) => {
      shown += chunk;
    });
    await until('all pages', () => pages(0).length >= PAGES && shown.includes('next poll'));
    // Another terminal asks the run that is going on.
    const list = await feeds('list');
    expect(list.stdout).toContain('Paper 0');
    expect((await feeds('poll', '--all')).stdout).toContain('that is running');
    second.child.kill('SIGINT');
    const { code } = await second.finished;
    expect(code).toBe(0);
    expect(shown).toMatch(/fetched +http/);
    // The page that was under way when the first watch died may have been asked for twice; no other.
    expect(pages(0).length).toBeLessThanOrEqual(PAGES + 1);
    expect(new Set(pages(0).map(({ path }) => path)).size).toBe(PAGES);
    expect(pages(1)).toEqual([]);
    // Each article is named by its headline as its claims come to stand.
    for (const { title } of sites.articles[0]!) expect(shown).toContain(`extracted   ${title}`);
  });

  test('a watch that was stopped with polls due is started again: it makes them, conditionally, fetches no page anew, and tells when the next is', {
    timeout: 120_000,
  }, async () => {
    const before = sites.log.length;
    const { child, finished } = startClaimwire(
      ['run', '--watch', '--every', '1', '--data', join(folder, 'data')],
      folder,
      ENVIRONMENT,
    );
    let shown = '';
    child.stdout!.on('data', (chunk: string) => {
      shown += chunk;
    });
    const told = /next poll in \d+ min, at \d\d:\d\d: Paper \d \(2 feeds\)/;
    await until('the next poll to be told', () => told.test(shown));
    child.kill('SIGINT');
    expect((await finished).code).toBe(0);
    expect(sites.log.slice(before).map(({ path, status }) => [path, status])).toEqual(
      sites.log.slice(before).map(() => ['/feed', 304]),
    );
  });

  test('poll polls now and ends; the claims are there, dated by the feed', { timeout: 120_000 }, async () => {
    const polled = await feeds('poll', '--all');
    expect(polled.code).toBe(0);
    expect(polled.stdout).toContain('unchanged');
    expect((await feeds('poll')).stdout).toContain('No feed was due');
    const claims = await claimwire(['articles', '--json', '--data', join(folder, 'data')], folder);
    const articles = JSON.parse(claims.stdout) as {
      article: { title: string; publishedAt: { source: string } };
    }[];
    expect(articles.map(({ article }) => article.publishedAt.source)).toEqual(articles.map(() => 'feed'));
    expect(articles.map(({ article }) => article.title).sort()).toEqual(
      sites.articles[0]!.map(({ title }) => title).sort(),
    );
  });

  test('pause, problems, resume, show, export, import and remove', { timeout: 180_000 }, async () => {
    expect((await feeds('list', '--problems')).stdout).toBe('');
    const { stdout: listed } = await feeds('list', '--json');
    const [{ feedId }] = JSON.parse(listed) as [{ feedId: string }];
    expect((await feeds('pause', feedId.slice(0, 8), '--reason', 'holidays')).stdout).toContain('paused');
    // Once more changes nothing: the reason is kept, and polling it is refused.
    expect((await feeds('pause', feedId, feedId)).stdout).toMatch(/^already paused: [^\n]+\n$/);
    expect((await feeds('list', '--problems')).stdout).toContain('holidays');
    expect(await feeds('poll', feedId)).toMatchObject({ code: 2, stderr: expect.stringContaining('is paused') });
    expect((await feeds('resume', feedId)).stdout).toContain('resumed');
    const { stdout: shown } = await feeds('show', sites.feedUrl(0));
    expect(shown).toContain('section     Local');
    expect(shown).toMatch(/entries +4 new/);

    const file = join(folder, 'list.opml');
    expect((await feeds('export', '--out', file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('<outline text="Local">');
    const again = join(folder, 'again');
    // Some programs write their lists in UTF-16.
    const wide = join(folder, 'wide.opml');
    writeFileSync(wide, `\ufeff${readFileSync(file, 'utf8')}`, 'utf16le');
    const imported = await claimwire(['feeds', 'import', wide, '--data', again], folder);
    expect(imported.stdout).toContain('added 2 feeds');
    const copy = await claimwire(['feeds', 'export', '--data', again], folder);
    expect(copy.stdout).toBe(readFileSync(file, 'utf8'));

    expect((await feeds('remove', sites.feedUrl(0))).stdout).toContain('removed');
    expect((await feeds('show', sites.feedUrl(0))).code).toBe(2);
  });

  test.each([
    [['add'], 'needs a URL'],
    [['add', 'valley.example'], 'begins with http'],
    [['add', 'http://valley.example/', '--min-interval', 'soon'], '30m, 6h, 2d'],
    [['add', 'http://valley.example/', '--min-interval', '2d', '--max-interval', '1d'], 'longer than'],
    [['add', 'http://valley.example/', '--identity', 'luck'], 'one of auto'],
    [['show'], 'needs one FEED'],
    [['remove', 'nothing-of-that-name'], 'no feed "nothing-of-that-name"'],
    [['import'], 'needs one FILE'],
  ])('%j is a wrong call', async (args, words) => {
    const { code, stderr } = await feeds(...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });

  test('a list that is no OPML is refused', async () => {
    const file = join(folder, 'bad.opml');
    writeFileSync(file, '<html></html>');
    const { code, stderr } = await feeds('import', file);
    expect(code).toBe(1);
    expect(stderr).toContain('expected <opml>');
  });
});
