// News sitemaps (sitemaps.org with Google's news extension) to the feed's record.
import { parseFeedDate } from './feed-dates.ts';
import { emptyRhythm, type Feed, type FeedEntry, MAX_ENTRIES } from './feed-record.ts';
import { cleanHtml, looksLikeHtml, plainText, safeAddress } from './html-value.ts';
import { decodeReferences } from './references.ts';
import { scanMarkup } from './scan-markup.ts';

/** Elements of a `<url>` itself whose text is read; they have its prefix. */
const OF_URL = new Set(['loc', 'lastmod']);
/** Elements of its `<news:news>`; videos have some of the same names, under whatever prefix. */
const OF_NEWS = new Set(['title', 'publication_date', 'name', 'language']);

/** Reads a sitemap whose root is `urlset`; the publication's name is the feed's title, its language the feed's. */
export function readNewsSitemap(source: string, base: string): Feed {
  const entries: FeedEntry[] = [];
  let values: Map<string, string> | null = null;
  let urlName = '';
  let inNews = false;
  let reading: { name: string; pieces: string[] } | null = null;
  let title: string | null = null;
  let lang: string | null = null;

  const finish = () => {
    if (values === null) return;
    const location = values.get('loc');
    const url = location ? safeAddress(location, base) : '';
    const headline = values.get('title') ?? '';
    title ??= values.get('name') || null;
    lang ??= values.get('language') || null;
    if (url && entries.length < MAX_ENTRIES) {
      const published = parseFeedDate(values.get('publication_date') ?? '');
      const updated = parseFeedDate(values.get('lastmod') ?? '');
      entries.push({
        id: url,
        url,
        title: (looksLikeHtml(headline) ? cleanHtml(headline, base) : headline) || null,
        titleText: plainText(headline) || null,
        published,
        updated,
        author: null,
      });
    }
    values = null;
  };

  scanMarkup(source, {
    open(name) {
      if (name === 'url' || name.endsWith(':url')) {
        finish();
        values = new Map();
        urlName = name;
        inNews = false;
        return;
      }
      const colon = name.indexOf(':');
      const local = name.slice(colon + 1);
      if (local === 'news') inNews = true;
      const isRead = OF_NEWS.has(local)
        ? inNews || name.startsWith('news:')
        : OF_URL.has(local) && name.slice(0, colon + 1) === urlName.slice(0, -3);
      if (values !== null && isRead) reading = { name, pieces: [] };
    },
    close(name) {
      if (reading !== null && name === reading.name) {
        const local = name.slice(name.indexOf(':') + 1);
        const value = reading.pieces.join('').replace(/\s+/g, ' ').trim();
        // Only an open `<url>` has elements that are read.
        if (!values!.has(local)) values!.set(local, value);
      }
      reading = null;
      if (name === 'news' || name.endsWith(':news')) inNews = false;
      if (name === 'url' || name.endsWith(':url')) finish();
    },
    text(raw, literal) {
      reading?.pieces.push(literal ? raw : decodeReferences(raw));
    },
  });
  finish();
  return {
    feed: { title, url: null, lang },
    titleText: plainText(title ?? '') || null,
    entries,
    rhythm: emptyRhythm(),
  };
}
