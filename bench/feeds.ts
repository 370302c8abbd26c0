// Entries parsed per second of processor time, of a generated 5,000-entry feed, beside feedsmith in the same process.
// Run: node --import tsx bench/feeds.ts
import { parseFeed as feedsmithParse } from 'feedsmith';
import { parseFeed } from '../functions/poll-feeds/parse-feed.ts';

const ENTRIES = 5000;
const ROUNDS = 7;

/** A feed of the size and shape that a news site's has: title with references, HTML summary and full text in CDATA. */
function generateFeed(): string {
  const paragraph =
    '<p>The council met &#8211; as it does <a href="/every?week=1&amp;day=2">every week</a> &#8211; and said little.</p>';
  const items = Array.from({ length: ENTRIES }, (_, n) => {
    const date = new Date(Date.UTC(2031, 0, 15) - n * 600_000).toUTCString();
    return `<item>
      <title>Council says &#8220;no&#8221; &amp; adjourns, part ${n}</title>
      <link>https://valley.example/2031/01/story-${n}/?a=1&amp;b=2</link>
      <dc:creator><![CDATA[Rosa Marsh]]></dc:creator>
      <pubDate>${date}</pubDate>
      <category><![CDATA[Local]]></category>
      <guid isPermaLink="false">https://valley.example/?p=${n}</guid>
      <description><![CDATA[${paragraph}]]></description>
      <content:encoded><![CDATA[${paragraph.repeat(6)}]]></content:encoded>
    </item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Post</title><link>https://valley.example/</link><language>en</language>${items.join('\n')}</channel></rss>`;
}

/** Processor time of one run in seconds, garbage collection included: a rate per core, whatever else runs beside. */
function seconds(run: () => number): number {
  const before = process.cpuUsage();
  const entries = run();
  if (entries !== ENTRIES) throw new Error(`expected ${ENTRIES} entries, got ${entries}`);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const bytes = Buffer.from(generateFeed());
const megabytes = bytes.length / 1e6;
console.log(`${ENTRIES} entries, ${megabytes.toFixed(1)} MB, median of ${ROUNDS} runs`);
const parsers: [string, () => number][] = [
  ['claimwire', () => parseFeed({ bytes, url: 'https://valley.example/feed' }).entries.length],
  // feedsmith takes text: decoding is counted for it too.
  [
    'feedsmith',
    () => {
      const { format, feed } = feedsmithParse(bytes.toString('utf8'));
      return format === 'rss' ? (feed.items?.length ?? 0) : 0;
    },
  ],
];
// In turns, so that whatever else the machine does hits both; the first round warms up.
const times = parsers.map((): number[] => []);
for (let round = 0; round <= ROUNDS; round++) {
  for (const [index, [, run]] of parsers.entries()) {
    const time = seconds(run);
    if (round > 0) times[index]!.push(time);
  }
}
for (const [index, [name]] of parsers.entries()) {
  const median = times[index]!.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
  const rate = Math.round(ENTRIES / median).toLocaleString('en');
  console.log(`${name.padEnd(10)} ${rate.padStart(10)} entries/s  ${(megabytes / median).toFixed(1).padStart(6)} MB/s`);
}
