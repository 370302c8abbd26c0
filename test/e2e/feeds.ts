// A feed of this machine, registered as a user would: the clock sets off a poll, its articles are fetched and their claims
// stand; then nothing is fetched twice, and an edit is a revision.
import { GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, GetScheduleCommand, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { expect } from 'vitest';
import { allLedgerEntries, articleById, type ReadArticle } from '../../cli/article-queries.ts';
import { articleIdOf, pageObjectKey } from '../../shared/keys.ts';
import { SCHEDULE_EVENT } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { startLoopbackServer } from '../support/loopback-server.ts';
import { article } from './articles.ts';
import { claimwire } from './claimwire.ts';
import { eventually } from './eventually.ts';
import { FEEDS_ON_THIS_MACHINE } from './pace.ts';
import { type Pipeline, proves } from './pipeline.ts';

/** The queues of what is asked of it. */
const FETCHING_QUEUES = ['feeds', 'fetch'] as const;

const HOUR_MS = 3_600_000;

/** A schedule's time is told in whole seconds. */
const SOON_MS = 2000;

interface Story {
  path: string;
  title: string;
  paragraphs: string[];
  published: string;
  updated: string;
  /** Whether the page itself says its headline; none of them says its date or author. */
  hasHeadline: boolean;
}

function story(number: number, now: number, hasHeadline: boolean): Story {
  const [title = '', ...paragraphs] = article(number).trim().split('\n\n');
  // A feed tells whole seconds.
  const published = `${new Date(now - (number % 100) * HOUR_MS).toISOString().slice(0, 19)}Z`;
  return { path: `/story-${number}`, title, paragraphs, published, updated: published, hasHeadline };
}

function atom(origin: string, stories: readonly Story[]): string {
  const entries = stories.map(
    ({ path, title, published, updated }) =>
      `<entry><id>tag:paper.example,2031:${path}</id><title>${title}</title><link href="${path}?utm_source=feed"/>` +
      `<published>${published}</published><updated>${updated}</updated><author><name>Rosa Marsh</name></author></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="${origin}/"><id>tag:paper.example,2031:feed</id><title>Paper of this machine</title>${entries.join('')}</feed>`;
}

function page({ title, paragraphs, hasHeadline }: Story): string {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head>${hasHeadline ? `<title>${title}</title>` : ''}</head><body><article>${hasHeadline ? `<h1>${title}</h1>` : ''}\n${body}</article></body></html>`;
}

/** A paper with one feed, whose entity tag changes with what is in it. */
async function startPaper(stories: Story[]) {
  const statuses: { path: string; status: number; condition: string | undefined }[] = [];
  const server = await startLoopbackServer((request, response) => {
    const path = request.url!.split('?')[0]!;
    const condition = request.headers['if-none-match'];
    if (path !== '/robots.txt') {
      response.on('finish', () => statuses.push({ path, status: response.statusCode, condition }));
    }
    const found = stories.find((candidate) => candidate.path === path);
    if (found) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(found));
    else if (path !== '/feed') response.writeHead(404).end();
    else {
      const etag = `"${stories.map(({ updated }) => updated).join()}"`;
      if (condition === etag) response.writeHead(304, { etag }).end();
      else {
        response.writeHead(200, { 'content-type': 'application/atom+xml', etag });
        response.end(atom(`http://${request.headers.host}`, stories));
      }
    }
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    /** How often it was asked since the last look at what was. */
    count: () => statuses.length,
    /** What was asked since the last look. */
    asked: () => statuses.splice(0),
    close: server.close,
  };
}

/** The stack's own schedule of the function that polls. */
async function scheduleOf({ clients, outputs }: Pipeline) {
  const { FunctionArn } = await clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: outputs[functionOutput('poll-feeds')] }),
  );
  let NextToken: string | undefined;
  do {
    const listed = await clients.scheduler.send(new ListSchedulesCommand({ NextToken }));
    const found = listed.Schedules?.find(({ Target }) => Target?.Arn === FunctionArn);
    if (found) return clients.scheduler.send(new GetScheduleCommand({ Name: found.Name, GroupName: found.GroupName }));
    NextToken = listed.NextToken;
  } while (NextToken !== undefined);
  throw new Error(`looking for the schedule of ${FunctionArn}: there is none`);
}

/** Does the clock's work where it need not be waited for. */
async function tick({ clients, clockUrl, outputs }: Pipeline): Promise<void> {
  if (clockUrl !== null) {
    const answer = await fetch(clockUrl, { method: 'POST' });
    if (!answer.ok) throw new Error(`setting off the clock: ${await answer.text()}`);
    return;
  }
  const { Payload, FunctionError } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: outputs[functionOutput('poll-feeds')],
      Payload: JSON.stringify(SCHEDULE_EVENT),
    }),
  );
  if (FunctionError) throw new Error(`invoking poll-feeds: ${Buffer.from(Payload!).toString('utf8')}`);
}

/**
 * Does once what the stack's schedule does: a copy of it, with its target, role and input, is due at once. The schedule
 * itself would keep the test waiting for minutes. Where the target's schedules fire none, its work is done for it.
 */
async function setOff(pipeline: Pipeline): Promise<void> {
  if (pipeline.capabilities.scheduler !== true) return tick(pipeline);
  const { GroupName, Target } = await scheduleOf(pipeline);
  await pipeline.clients.scheduler.send(
    new CreateScheduleCommand({
      Name: `${pipeline.stackName}-feeds-now`,
      GroupName,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target,
      ScheduleExpression: `at(${new Date(Date.now() + SOON_MS).toISOString().slice(0, 19)})`,
      ActionAfterCompletion: 'DELETE',
    }),
  );
}

export function becomesClaims(): void {
  proves(
    ['feeds'],
    'a feed is polled when the schedule fires, its articles are fetched once, and edits are revisions',
    async (pipeline) => {
      const { capabilities, tables, patienceSeconds, stackName } = pipeline;
      const now = Date.now();
      const stories = [story(801, now, true), story(802, now, false)];
      const paper = await startPaper(stories);
      const feedUrl = `${paper.origin}/feed`;
      const place = capabilities.stack === true ? ['--stack', stackName] : [];
      const names = { ARTICLES_TABLE: tables.names.articles, STORIES_TABLE: tables.names.stories };
      const feeds = async (...args: string[]) => {
        const { code, stdout, stderr } = await claimwire(pipeline, ['feeds', ...args, ...place], {
          ...FEEDS_ON_THIS_MACHINE,
          // A stack's are found in its outputs.
          ...(place.length === 0 && {
            ...names,
            CLAIMS_TABLE: tables.names.claims,
            FEEDS_TABLE: tables.names.feeds,
          }),
        });
        expect([code, stderr]).toEqual([0, '']);
        return stdout;
      };
      const articleId = ({ path }: Story) => articleIdOf(`${paper.origin}${path}`, '');
      const claimsThatSay = (of: Story, words: string) =>
        eventually(`claims of ${of.path} that say "${words}"`, patienceSeconds, async () => {
          const claims = await pipeline.claimsOf(articleId(of));
          expect(claims.map(({ text }) => text).join('\n')).toContain(words);
          return claims;
        });

      try {
        expect(await feeds('add', feedUrl, '--section', 'Harbour')).toContain(
          'the first poll fetches the 2 recent ones',
        );
        expect(paper.asked()).toEqual([{ path: '/feed', status: 200, condition: undefined }]);

        await setOff(pipeline);
        const claims = await Promise.all(stories.map((each) => claimsThatSay(each, 'plan')));
        await pipeline.settled(FETCHING_QUEUES);
        expect(
          paper
            .asked()
            .map(({ path, status }) => [path, status])
            .sort(),
        ).toEqual(['/feed', ...stories.map(({ path }) => path)].map((path) => [path, 200]));
        for (const [i, { title, published }] of stories.entries()) {
          const stored = (await articleById(tables, articleId(stories[i]!))) as ReadArticle;
          expect(stored.article).toMatchObject({
            title,
            authors: ['Rosa Marsh'],
            publishedAt: { source: 'feed', value: published, evidence: published },
          });
          expect(claims[i]!.length).toBeGreaterThan(0);
        }

        // Made due, it is asked again, conditionally, and no page is.
        await feeds('poll', feedUrl);
        await tick(pipeline);
        await eventually('the second poll', patienceSeconds, async () => expect(paper.count()).toBe(1));
        await pipeline.settled(FETCHING_QUEUES);
        expect(paper.asked()).toEqual([{ path: '/feed', status: 304, condition: expect.stringMatching(/^"/) }]);
        expect(await feeds('show', feedUrl)).toMatch(/^polls +2, of which 1 found nothing changed$/m);

        const [edited, untouched] = stories as [Story, Story];
        edited.title = `${edited.title}, with a second gate`;
        edited.updated = `${new Date(now).toISOString().slice(0, 19)}Z`;
        edited.paragraphs.push('“The second gate was not in the first plan,” said Rosa Ashby, who counted the votes.');
        await feeds('poll', feedUrl);
        await tick(pipeline);
        await claimsThatSay(edited, 'The second gate was not in the first plan');
        await pipeline.settled(FETCHING_QUEUES);
        expect(paper.asked().map(({ path, status }) => [path, status])).toEqual([
          ['/feed', 200],
          [edited.path, 200],
        ]);
        await eventually('the older text to be a revision', patienceSeconds, async () => {
          const states = new Map<string, string[]>();
          for await (const { document, outcome } of allLedgerEntries(tables)) {
            states.set(document.key, [...(states.get(document.key) ?? []), outcome.state]);
          }
          const statesOf = ({ path }: Story) => states.get(pageObjectKey(`${paper.origin}${path}`))?.sort();
          expect(statesOf(edited)).toEqual(['extracted', 'revision']);
          expect(statesOf(untouched)).toEqual(['extracted']);
        });
        expect((await articleById(tables, articleId(edited)))?.article.title).toBe(edited.title);
        await feeds('remove', feedUrl);
      } finally {
        await paper.close();
      }
    },
  );
}
