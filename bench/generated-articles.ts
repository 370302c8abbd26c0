// Articles made for measuring: as many as asked for, all different, of the shape and size of real ones.

/** A small generator of pseudo-random numbers (mulberry32), so that every run measures the same articles. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST = ['Ada', 'Boris', 'Celia', 'Dario', 'Edda', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Leon'];
const LAST = [
  'Fenwick',
  'Larkin',
  'Marsh',
  'Ashby',
  'Quill',
  'Harrow',
  'Stone',
  'Brook',
  'Tarn',
  'Vale',
  'Wick',
  'Yarrow',
];
const ROLES = ['mayor', 'harbour master', 'head of the inquiry', 'union secretary', 'hydrologist', 'finance minister'];
const BODIES = [
  'the Harbour Board',
  'the Rail Office',
  'the Institute for Soil',
  'the district court',
  'Calder Power',
  'the audit office',
];
const NOUNS =
  'bridge tunnel reservoir ferry orchard archive turbine quarry clinic library tram mill dam vineyard school depot beacon market'.split(
    ' ',
  );
const VERBS =
  'close open move repair sell flood inspect widen name paint drain fence insure survey rent lease demolish restore'.split(
    ' ',
  );
const ADVERBS = 'quietly twice again early late slowly openly partly nearly finally rarely fully'.split(' ');
const PLACES = [
  'Port Averil',
  'Calder Sound',
  'Lower Tamsin',
  'Estermond',
  'Oreld',
  'Saltby',
  'Hollin Bridge',
  'Cold Ridge',
];
const CUES = ['said', 'told reporters', 'added', 'warned', 'insisted', 'admitted'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

export interface GeneratedArticle {
  url: string;
  title: string;
  paragraphs: string[];
  html: string;
}

/**
 * Makes `count` articles of about `paragraphs` paragraphs (some 50 words each) in pages with navigation, prompts and related
 * links. A third of the sentences are speech, as in the news.
 */
export function generateArticles(count: number, paragraphs = 14, seed = 1): GeneratedArticle[] {
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const number = (max: number) => Math.floor(random() * max) + 2;
  const clause = () =>
    `the ${pick(NOUNS)} of ${pick(PLACES)} would ${pick(ADVERBS)} ${pick(VERBS)} ${number(90)} of its ${pick(NOUNS)}s and ${pick(VERBS)} the ${pick(NOUNS)} near the ${pick(NOUNS)}`;
  const sentence = (name: string) => {
    switch (Math.floor(random() * 15)) {
      case 0:
        return `“We will ${pick(VERBS)} the ${pick(NOUNS)} and ${pick(VERBS)} the ${pick(NOUNS)} before ${number(28)} people have to ${pick(VERBS)} it,” ${name} ${pick(CUES)} on ${pick(DAYS)}.`;
      case 1:
        return `${name} said that ${clause()}.`;
      case 2:
        return `According to ${pick(BODIES)}, ${clause()}, at a cost of ${number(900)} million crowns.`;
      case 3:
        return `${name} denied that ${clause()}.`;
      case 4:
        return `“That is not what the ${pick(NOUNS)} was built for,” said ${name}. “Nobody asked the ${pick(NOUNS)} of ${pick(PLACES)} whether to ${pick(VERBS)} it.”`;
      default:
        return `It took ${number(40)} crews ${number(20)} days to ${pick(VERBS)} the ${pick(NOUNS)} after a storm had ${pick(ADVERBS)} reached the ${pick(NOUNS)} of ${pick(PLACES)}.`;
    }
  };
  return Array.from({ length: count }, (_, index) => {
    const name = `${pick(FIRST)} ${pick(LAST)}`;
    const title = `${pick(PLACES)} to ${pick(VERBS)} its ${pick(NOUNS)} after ${number(99)} years, ${pick(NOUNS)} number ${index}`;
    const body = [
      `${name}, the ${pick(ROLES)} of ${pick(PLACES)}, said on ${pick(DAYS)} that ${clause()}.`,
      ...Array.from({ length: paragraphs - 1 }, () => `${sentence(name)} ${sentence(`${pick(FIRST)} ${pick(LAST)}`)}`),
    ];
    const url = `https://bench-post.example/news/${index}`;
    return { url, title, paragraphs: body, html: page(url, title, name, body, pick) };
  });
}

function page(
  url: string,
  title: string,
  author: string,
  paragraphs: string[],
  pick: <T>(list: readonly T[]) => T,
): string {
  const links = (count: number) =>
    Array.from(
      { length: count },
      () => `<li><a href="/${pick(NOUNS)}">${pick(PLACES)}: the ${pick(NOUNS)} that ${pick(VERBS)}s</a></li>`,
    ).join('');
  const metadata = JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    datePublished: '2024-05-14T08:30:00+02:00',
    author: { '@type': 'Person', name: author },
    publisher: { '@type': 'Organization', name: 'Bench Post' },
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Bench Post</title><link rel="canonical" href="${url}">
<script type="application/ld+json">${metadata}</script><style>${'.teaser{margin:0}'.repeat(200)}</style></head><body>
<div class="cookie-banner"><p>We use cookies to make this site work. <button>Accept all</button></p></div>
<header><nav><ul>${links(40)}</ul></nav></header>
<main><article><h1>${title}</h1><p class="byline">By ${author}</p>
${paragraphs.map((text, index) => `<p>${text}</p>${index === 4 ? `<aside class="related"><h3>Read also</h3><ul>${links(4)}</ul></aside>` : ''}`).join('\n')}
<div class="newsletter"><p>Sign up for our morning letter and never miss a story.</p></div></article></main>
<section class="comments"><h2>Comments</h2>${'<div class="comment"><p>I have lived there all my life and nobody asked me.</p></div>'.repeat(12)}</section>
<footer><ul>${links(60)}</ul><p>© 2024 Bench Post</p></footer><script>${'window.track=window.track||[];'.repeat(300)}</script></body></html>`;
}
