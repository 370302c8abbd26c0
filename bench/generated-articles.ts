// Articles made for measuring: as many as asked for, all different, of the shape and size of real ones.
//
// The development sets' English news has 760 words, 12 to 19 claims and 10 to 19 postings an article, and 0.6 to 2.1 stored
// texts to compare each with; these have 740 words, 17 claims, 15 postings and 0.7. The last number is why the lists of
// words are long: articles from a small vocabulary share so much wording that stage deduplicate compares each with thirty.

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

const list = (words: string): string[] => words.split(' ');

const FIRST = list(
  'Ada Boris Celia Dario Edda Femi Greta Hugo Ines Jonas Kira Leon Mona Nils Olga Pavel Rosa Stefan Tilda Viktor Wanda Yusuf',
);
const LAST = list(
  'Fenwick Larkin Marsh Ashby Quill Harrow Stone Brook Tarn Vale Wick Yarrow Aldous Barlow Corbin Denholm Elgin Foss Garth Hale',
);
const ROLES = [
  'mayor',
  'harbour master',
  'head of the inquiry',
  'union secretary',
  'hydrologist',
  'finance minister',
  'chief engineer',
  'police spokeswoman',
];
const BODIES = [
  'Harbour Board',
  'Rail Office',
  'Soil Institute',
  'District Court',
  'Audit Office',
  'Weather Service',
  'Steel',
];
const NOUNS = list(
  'bridge tunnel reservoir ferry orchard archive turbine quarry clinic library tram mill dam vineyard school depot beacon market ' +
    'pier barracks theatre laboratory greenhouse warehouse refinery stadium shipyard courthouse nursery aqueduct substation ' +
    'cemetery observatory hostel bakery foundry canal lighthouse museum playground',
);
const ADJECTIVES = list(
  'old new narrow northern southern wooden empty crowded public private disputed temporary historic flooded abandoned modern ' +
    'expensive smaller larger central distant local former planned unfinished municipal rural sunken listed leaking guarded ' +
    'rented popular remote damaged insured famous closed heated steel',
);
const VERBS = list(
  'close open move repair sell flood inspect widen name paint drain fence insure survey rent lease demolish restore expand reopen ' +
    'heat cover photograph measure clean guard empty replace finance visit protect rebuild shorten double inherit mortgage',
);
const ADVERBS = list(
  'quietly twice again early late slowly openly partly nearly finally rarely fully carefully suddenly briefly legally gladly hastily',
);
const HAPPENINGS = list(
  'storm fire strike verdict merger drought audit protest vote flood collapse discovery visit blackout auction landslide lawsuit',
);
const PLACES_FIRST = list(
  'Port Upper Lower Cold Great Saint East West High Long New Old Mount Fort Lake Castle North South',
);
const PLACES_LAST = list(
  'Averil Calder Tamsin Estermond Oreld Saltby Hollin Ridge Marrow Inver Dunmore Kessel Thorne Ostrava Lindow Petrel Quarle Rossby',
);
const CUES = ['said', 'told reporters', 'added', 'warned', 'insisted', 'admitted'];
const DAYS = list('Monday Tuesday Wednesday Thursday Friday');

export interface GeneratedArticle {
  url: string;
  title: string;
  paragraphs: string[];
  html: string;
}

/** Share of the articles that carry the background paragraph of their running story word for word, as real ones do. */
const BACKGROUND_SHARE = 0.25;
/** Articles of one running story. */
const STORY_ARTICLES = 12;

/**
 * Makes `count` articles of `paragraphs` paragraphs (some 50 words each) in pages with navigation, prompts and related links.
 * A third of the sentences are speech, as in the news.
 */
export function generateArticles(count: number, paragraphs = 15, seed = 1): GeneratedArticle[] {
  const random = randomNumbers(seed);
  const pick = <T>(words: readonly T[]): T => words[Math.floor(random() * words.length)] as T;
  const number = (max: number) => Math.floor(random() * max) + 2;
  const some = (count: number, make: () => string) => Array.from({ length: count }, make);
  /** Whom and what the article at hand is about. */
  let places: string[] = [];
  let people: string[] = [];
  const turnTo = () => {
    places = some(7, () => `${pick(PLACES_FIRST)} ${pick(PLACES_LAST)}`);
    people = some(6, () => `${pick(FIRST)} ${pick(LAST)}`);
  };
  const place = () => pick(places);
  const anybody = () => pick(people);
  const thing = () => `${pick(ADJECTIVES)} ${pick(NOUNS)} ${pick(NOUNS)}`;
  const clause = () =>
    `the ${thing()} of ${place()} would ${pick(VERBS)} ${number(900)} ${pick(ADJECTIVES)} ${pick(NOUNS)}s and ${pick(ADVERBS)} ${pick(VERBS)} the ${thing()}`;
  const sentence = (name: string) => {
    switch (Math.floor(random() * 17)) {
      case 0:
        return `“We ${pick(ADVERBS)} ${pick(VERBS)} ${number(900)} ${pick(NOUNS)}s, and ${thing()}s ${pick(VERBS)} ${number(900)} people,” ${name} ${pick(CUES)} on ${pick(DAYS)}.`;
      case 1:
        return `${name} said that ${clause()}.`;
      case 2:
        return `According to ${place()} ${pick(BODIES)}, ${clause()} for ${number(900)} million crowns.`;
      case 3:
        return `${name} denied that ${clause()}.`;
      case 4:
        return `“${pick(ADJECTIVES)} ${pick(NOUNS)}s ${pick(ADVERBS)} ${pick(VERBS)} ${place()},” said ${name}. “The ${thing()} ${pick(ADVERBS)} needs ${number(900)} ${pick(NOUNS)}s.”`;
      case 5:
      case 6:
      case 7:
        return `${place()} ${pick(ADVERBS)} lost ${number(900)} ${pick(ADJECTIVES)} ${pick(NOUNS)}s in the ${pick(ADJECTIVES)} ${pick(HAPPENINGS)} of ${1900 + number(120)}, and the ${thing()} near ${place()} ${pick(ADVERBS)} stood ${pick(ADJECTIVES)} for ${number(90)} years.`;
      default:
        return `${anybody()} ${pick(VERBS)}s ${pick(ADJECTIVES)} ${pick(NOUNS)}s near ${place()}, ${thing()}s ${pick(ADVERBS)} ${pick(VERBS)} the ${thing()}, and ${pick(ADJECTIVES)} ${pick(NOUNS)}s of ${place()} ${pick(ADVERBS)} ${pick(VERBS)} ${anybody()}.`;
    }
  };
  const paragraph = (name: string) => `${sentence(name)} ${sentence(anybody())}`;
  const backgrounds = some(Math.ceil(count / STORY_ARTICLES), () => {
    turnTo();
    return paragraph(anybody());
  });
  return Array.from({ length: count }, (_, index) => {
    turnTo();
    const name = anybody();
    const title = `${place()} to ${pick(VERBS)} its ${thing()} after ${number(99)} years, ${pick(NOUNS)} number ${index}`;
    const body = [
      `${name}, the ${pick(ROLES)} of ${place()}, said on ${pick(DAYS)} that ${clause()}.`,
      ...some(paragraphs - 2, () => paragraph(name)),
      random() < BACKGROUND_SHARE ? pick(backgrounds) : paragraph(name),
    ];
    const url = `https://bench-post.example/news/${index}`;
    return { url, title, paragraphs: body, html: page(url, title, name, body, pick, place) };
  });
}

function page(
  url: string,
  title: string,
  author: string,
  paragraphs: string[],
  pick: <T>(list: readonly T[]) => T,
  place: () => string,
): string {
  const links = (count: number) =>
    Array.from(
      { length: count },
      () => `<li><a href="/${pick(NOUNS)}">${place()}: the ${pick(NOUNS)} that ${pick(VERBS)}s</a></li>`,
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
