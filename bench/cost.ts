// What an article costs on AWS at list prices, by the calls that the pipeline makes of the embedded cloud, counted.
// Run: npm run bench -- cost
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'undici';
import { type LocalCloud, startLocalCloud } from '../cli/local/cloud.ts';
import { STAGES } from '../shared/pipeline.ts';
import { type GeneratedArticle, generateArticles } from './generated-articles.ts';
import { uploadPage } from './upload.ts';

/** Before counting, so that neither the compiler nor the first connections are charged to an article. */
const WARM_UP = 60;
const ONE_AT_A_TIME = 40;
const IN_BULK = 300;

/** Dollars a million, or a GB-second, or a GB; us-east-1, without free tiers. */
const PRICES = {
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  writeUnits: 0.625,
  readUnits: 0.125,
  /** https://aws.amazon.com/s3/pricing/ */
  s3Puts: 5,
  s3Gets: 0.4,
  /** https://aws.amazon.com/sqs/pricing/: standard queues, each 64 KB of a request's payload */
  sqsRequests: 0.4,
  /** https://aws.amazon.com/eventbridge/pricing/: custom events, each 64 KB */
  events: 1,
  /** https://aws.amazon.com/lambda/pricing/: arm64 */
  invocations: 0.2,
  gigabyteSecond: 0.0000133334,
  /** https://aws.amazon.com/cloudwatch/pricing/: ingestion of logs */
  logGigabyte: 0.5,
};

const CHUNK_BYTES = 64 * 1024;
const chunks = (bytes: number) => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/** Memory at which a function has one whole processor (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const WHOLE_PROCESSOR_MB = 1769;

/** START, END and REPORT of one invocation in the JSON log format. */
const PLATFORM_LOG_BYTES = 700;

interface Tally {
  writeUnits: number;
  readUnits: number;
  s3Puts: number;
  s3Gets: number;
  sqsRequests: number;
  /** Payload of what the functions sent on, which Lambda's pollers receive again. */
  sqsSentBytes: number;
  events: number;
  logBytes: number;
}

const nothing = (): Tally => ({
  writeUnits: 0,
  readUnits: 0,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 0,
  sqsSentBytes: 0,
  events: 0,
  logBytes: 0,
});

/** Services whose calls are billed, as the SDK's variables and the embedded cloud name them. */
const SERVICES = [
  ['S3', 's3'],
  ['SQS', 'sqs'],
  ['DYNAMODB', 'dynamodb'],
  ['EVENTBRIDGE', 'eventBridge'],
] as const;
type Service = (typeof SERVICES)[number][0];

interface Counter {
  url: string;
  /** Where it passes requests on to, from then on. */
  passOnTo(endpoint: string): void;
  close(): void;
}

/** A server that passes a service's requests on and counts what AWS would bill. */
async function startCounter(service: Service, tally: () => Tally): Promise<Counter> {
  let target = '';
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const given = Buffer.concat(parts);
    const operation = incoming.headers['x-amz-target']?.toString().split('.').at(-1) ?? incoming.method!;
    const body = service === 'DYNAMODB' ? askForUnits(given) : given;
    const { connection, 'content-length': _length, expect, host, ...headers } = incoming.headers;
    const answer = await request(`${target}${incoming.url}`, {
      method: incoming.method as 'GET',
      headers,
      ...(body.length > 0 && { body }),
    });
    const answered = Buffer.from(await answer.body.arrayBuffer());
    count(service, tally(), { operation, given, answered });
    const { 'transfer-encoding': _encoding, connection: _connection, ...answerHeaders } = answer.headers;
    outgoing.writeHead(answer.statusCode, answerHeaders).end(answered);
  };
  // The function's client then tries again, as after any broken connection.
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`counting calls of ${service}: expected a port`);
  return {
    url: `http://127.0.0.1:${address.port}`,
    passOnTo: (endpoint) => {
      target = endpoint;
    },
    close: () => server.close(),
  };
}

/** The same request, with the wish to be told what it consumes, indexes included. */
function askForUnits(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'INDEXES' }));
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);

function count(
  service: Service,
  tally: Tally,
  { operation, given, answered }: { operation: string; given: Buffer; answered: Buffer },
): void {
  switch (service) {
    case 'DYNAMODB': {
      const { ConsumedCapacity } = JSON.parse(answered.toString('utf8')) as {
        ConsumedCapacity?: { CapacityUnits: number } | { CapacityUnits: number }[];
      };
      // A write whose condition fails is billed, though its error tells no units.
      const units =
        ConsumedCapacity === undefined
          ? 1
          : [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      if (READS.has(operation)) tally.readUnits += units;
      else tally.writeUnits += units;
      return;
    }
    case 'S3':
      if (operation === 'PUT' || operation === 'POST') tally.s3Puts++;
      else tally.s3Gets++;
      return;
    case 'SQS':
      tally.sqsRequests += chunks(given.length);
      if (operation.startsWith('SendMessage')) tally.sqsSentBytes += given.length;
      return;
    case 'EVENTBRIDGE': {
      const { Entries } = JSON.parse(given.toString('utf8')) as { Entries: object[] };
      for (const entry of Entries) tally.events += chunks(Buffer.byteLength(JSON.stringify(entry)));
    }
  }
}

interface Row {
  what: string;
  /** Of one article. */
  amount: number;
  unit: string;
  /** For a million articles. */
  dollars: number;
}

/** What was counted over some articles, as a bill for a million of them. */
function bill(
  tally: Tally,
  before: ReturnType<LocalCloud['stats']>,
  after: ReturnType<LocalCloud['stats']>,
  articles: number,
): Row[] {
  let [invocations, gigabyteSeconds, batches] = [0, 0, 0];
  for (const { id, source, memoryMB } of STAGES) {
    const calls = after[id].invocations - before[id].invocations;
    const seconds = (after[id].milliseconds - before[id].milliseconds) / 1000;
    invocations += calls;
    gigabyteSeconds += seconds * Math.max(1, WHOLE_PROCESSOR_MB / memoryMB) * (memoryMB / 1024);
    if (source.kind === 'queue') batches += calls;
  }
  // Besides the functions' own requests: S3 sends an event for each upload, and for each batch Lambda's pollers receive
  // once and delete once.
  const sqsRequests = tally.sqsRequests + articles + 2 * batches + Math.floor(tally.sqsSentBytes / CHUNK_BYTES);
  const logBytes = tally.logBytes + invocations * PLATFORM_LOG_BYTES;
  const row = (what: string, amount: number, unit: string, price: number): Row => ({
    what,
    amount: amount / articles,
    unit,
    dollars: (amount / articles) * price,
  });
  return [
    row('DynamoDB, writes', tally.writeUnits, 'units', PRICES.writeUnits),
    row('DynamoDB, reads', tally.readUnits, 'units', PRICES.readUnits),
    row('EventBridge, claims published', tally.events, 'events', PRICES.events),
    // The upload itself is one.
    row('S3, writes', tally.s3Puts + articles, 'requests', PRICES.s3Puts),
    row('S3, reads', tally.s3Gets, 'requests', PRICES.s3Gets),
    row('Lambda, time', gigabyteSeconds, 'GB-s', PRICES.gigabyteSecond * 1e6),
    row('Lambda, invocations', invocations, '', PRICES.invocations),
    row('SQS', sqsRequests, 'requests', PRICES.sqsRequests),
    row('CloudWatch Logs', logBytes / 1000, 'kB', (PRICES.logGigabyte * 1e6 * 1000) / 1e9),
  ];
}

function print(oneAtATime: Row[], inBulk: Row[]): void {
  const line = (...cells: string[]) =>
    process.stdout.write(
      `  ${cells[0]!.padEnd(31)}${cells
        .slice(1)
        .map((cell) => cell.padStart(18))
        .join('')}\n`,
    );
  const amount = ({ amount: value, unit }: Row) => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`.trim();
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  const total = (rows: Row[]) => rows.reduce((sum, row) => sum + row.dollars, 0);
  line('', 'one at a time', 'a million', 'in bulk', 'a million');
  for (const [index, row] of oneAtATime.entries()) {
    const other = inBulk[index]!;
    line(row.what, amount(row), dollars(row.dollars), amount(other), dollars(other.dollars));
  }
  line('all', '', dollars(total(oneAtATime)), '', dollars(total(inBulk)));
}

async function main(): Promise<void> {
  let tally = nothing();
  const counters = await Promise.all(
    SERVICES.map(async ([service, endpoint]) => ({ ...(await startCounter(service, () => tally)), service, endpoint })),
  );
  const cloud = await startLocalCloud({
    variables: Object.fromEntries(counters.map(({ service, url }) => [`AWS_ENDPOINT_URL_${service}`, url])),
    onLog: ({ line }) => {
      tally.logBytes += Buffer.byteLength(line);
    },
  });
  try {
    for (const { endpoint, passOnTo } of counters) passOnTo(cloud.endpoints[endpoint]);
    const all = generateArticles(WARM_UP + ONE_AT_A_TIME + IN_BULK, undefined, 7);
    const next = (count: number) => all.splice(0, count);
    const upload = ({ url, html }: GeneratedArticle) => uploadPage(cloud, `${encodeURIComponent(url)}.html`, html);
    const measure = async (articles: GeneratedArticle[], work: (articles: GeneratedArticle[]) => Promise<void>) => {
      tally = nothing();
      const before = cloud.stats();
      await work(articles);
      return bill(tally, before, cloud.stats(), articles.length);
    };
    const inBulk = async (articles: GeneratedArticle[]) => {
      for (const article of articles) await upload(article);
      await cloud.idle();
    };
    const oneAtATime = async (articles: GeneratedArticle[]) => {
      for (const article of articles) {
        await upload(article);
        await cloud.idle();
      }
    };
    await inBulk(next(WARM_UP));
    process.stdout.write(
      `list price of a million articles in us-east-1, by what ${ONE_AT_A_TIME} generated articles caused that came one at a time and ${IN_BULK} that came at once\n`,
    );
    print(await measure(next(ONE_AT_A_TIME), oneAtATime), await measure(next(IN_BULK), inBulk));
    process.stdout.write(
      '  counted, but for the time of Lambda: as long as it took here, more for less than a whole processor\n',
    );
  } finally {
    await cloud.stop();
    for (const counter of counters) counter.close();
  }
}

await main();
