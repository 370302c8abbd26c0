// `npm run bench [-- NAME…]`: rates of the pure stages on one core and of the embedded pipeline, and what an article costs.
// Nothing here fails by time.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startLocalCloud } from '../cli/local/cloud.ts';
import { cleanDocument } from '../functions/clean/clean.ts';
import { signText } from '../functions/deduplicate/signature.ts';
import { extractClaims } from '../functions/extract/extract.ts';
import { generateArticles } from './generated-articles.ts';
import { uploadPage } from './upload.ts';

// Node 20 only: the SDK's notice about its coming end of support is no part of a measurement, here and in what is started.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Articles per measurement, after those that warm up: by then most of the code that runs often is compiled. */
const STAGE_ARTICLES = 400;
const STAGE_WARM_UP = 40;
const PIPELINE_ARTICLES = 600;
const PIPELINE_WARM_UP = 300;

interface Rate {
  name: string;
  /** Articles per second. */
  wall: number;
  /** Articles per second of processor time of this process. */
  cpu: number;
}

/** Runs `work` over all items after a warm-up. */
function rate<T>(name: string, items: readonly T[], work: (item: T) => unknown): Rate {
  for (const item of items.slice(0, STAGE_WARM_UP)) work(item);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (const item of items) work(item);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(cpuBefore);
  return { name, wall: items.length / seconds, cpu: items.length / ((used.user + used.system) / 1e6) };
}

function stages(): void {
  const articles = generateArticles(STAGE_ARTICLES);
  const pages = articles.map((article) => ({ bytes: Buffer.from(article.html), name: 'page.html', url: article.url }));
  const texts = articles.map((article) => ({
    text: article.paragraphs.join('\n\n'),
    lang: 'en',
    publishedAt: '2024-05-14T08:30:00+02:00',
    title: article.title,
    site: 'Bench Post',
  }));
  const kilobytes = pages.reduce((sum, page) => sum + page.bytes.length, 0) / pages.length / 1000;
  const words = texts.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0) / texts.length;
  process.stdout.write(
    `pure stages, one core; ${STAGE_ARTICLES} generated articles of ${words.toFixed(0)} words in pages of ${kilobytes.toFixed(0)} kB\n`,
  );
  const rates = [
    rate('clean', pages, (page) => cleanDocument(page)),
    rate('deduplicate (signature)', texts, ({ text }) => signText(text)),
    rate('extract', texts, (text) => extractClaims(text)),
  ];
  for (const { name, wall, cpu } of rates) {
    process.stdout.write(
      `  ${name.padEnd(26)} ${wall.toFixed(0).padStart(6)} articles/s   ${cpu.toFixed(0).padStart(6)} articles per processor second\n`,
    );
  }
}

/**
 * Time of all processors so far, and what of it the host of a virtual machine gave to others, in clock ticks; null where
 * the system does not tell. See https://man7.org/linux/man-pages/man5/proc_stat.5.html
 */
function processorTicks(): { all: number; taken: number } | null {
  if (process.platform !== 'linux') return null;
  const [user, nice, system, idle, iowait, irq, softirq, steal = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .match(/\d+/g)!
    .map(Number) as [number, number, number, number, number, number, number, number?];
  return { all: user + nice + system + idle + iowait + irq + softirq + steal, taken: steal };
}

/** What share of two measured moments' time was not ours to use: a rate of less than whole processors is no rate of theirs. */
function takenByHost(before: ReturnType<typeof processorTicks>, after: ReturnType<typeof processorTicks>): string {
  if (before === null || after === null)
    return 'whether a host took processor time meanwhile, this system does not tell';
  const share = (after.taken - before.taken) / (after.all - before.all);
  return `the host of this machine took ${(100 * share).toFixed(0)} % of its processors' time meanwhile`;
}

async function pipeline(): Promise<void> {
  const articles = generateArticles(PIPELINE_WARM_UP + PIPELINE_ARTICLES, undefined, 7);
  const startedAt = performance.now();
  const cloud = await startLocalCloud();
  try {
    const ready = performance.now();
    const put = ({ html }: (typeof articles)[number], index: number) => uploadPage(cloud, `${index}.html`, html);
    for (const [index, article] of articles.slice(0, PIPELINE_WARM_UP).entries()) await put(article, index);
    await cloud.idle();
    const ticksBefore = processorTicks();
    const cpuBefore = process.cpuUsage();
    const begun = performance.now();
    const measured = articles.slice(PIPELINE_WARM_UP);
    for (const [index, article] of measured.entries()) await put(article, PIPELINE_WARM_UP + index);
    await cloud.idle();
    const seconds = (performance.now() - begun) / 1000;
    const used = process.cpuUsage(cpuBefore);
    const taken = takenByHost(ticksBefore, processorTicks());
    const stats = cloud.stats();
    process.stdout.write(
      `embedded pipeline on ${cpus().length} cores; ${measured.length} generated articles from upload to published claims
  ready after ${((ready - startedAt) / 1000).toFixed(1)} s
  ${(measured.length / seconds).toFixed(1)} articles/s (${seconds.toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processor time besides the tables' own)
  ${taken}
  extract worked on ${stats.extract.records} articles, publish on ${stats.publish.records} changes, ${stats.clean.failedRecords + stats.deduplicate.failedRecords + stats.extract.failedRecords} retries, warm-up included\n`,
    );
  } finally {
    await cloud.stop();
  }
}

/** A bench in a file of its own. */
async function script(name: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(`./${name}.ts`, import.meta.url))], {
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (code !== 0) process.exitCode = 1;
}

const BENCHES: Record<string, () => void | Promise<void>> = {
  stages,
  pipeline,
  feeds: () => script('feeds'),
  cost: () => script('cost'),
};

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0 || process.argv.includes('--help')) {
  process.stdout.write(`npm run bench [-- NAME…]   names: ${Object.keys(BENCHES).join(', ')} (default: all)\n`);
  process.exit(unknown.length > 0 ? 2 : 0);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
