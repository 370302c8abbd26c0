// News sitemaps (sitemaps.org with Google's news extension) to the feed's record.
import { parseFeedDate } from './feed-dates.ts';
import { emptyRhythm, type Feed, type FeedEntry, MAX_ENTRIES } from './feed-record.ts';
import { safeAddress } from './html-value.ts';
import { decodeReferences } from './references.ts';
import { scanMarkup } from './scan-markup.ts';

/** Elements of one `<url>`, without prefix, whose text is read; those of images and videos beside it are not. */
const READ = new Set(['loc', 'lastmod', 'title', 'publication_date', 'name', 'language']);
/** Extensions whose elements have the same names. */
const OTHER_EXTENSIONS = /^(?:image|video|xhtml):/;

/** Reads a sitemap whose root is `urlset`; the publication's name is the feed's title, its language the feed's. */
export function readNewsSitemap(source: string, base: string): Feed {
  const entries: FeedEntry[] = [];
  let values: Map<string, string> | null = null;
  let reading: { name: string; pieces: string[] } | null = null;
  let title: string | null = null;
  let lang: string | null = null;

  const finish = () => {
    if (values === null) return;
    const location = values.get('loc');
    const url = location ? safeAddress(location, base) : '';
    const headline = values.get('title') || null;
    title ??= values.get('name') || null;
    lang ??= values.get('language') || null;
    if (url && entries.length < MAX_ENTRIES) {
      const published = parseFeedDate(values.get('publication_date') ?? '');
      const updated = parseFeedDate(values.get('lastmod') ?? '');
      entries.push({ id: url, url, title: headline, titleText: headline, published, updated, author: null });
    }
    values = null;
  };

  scanMarkup(source, {
    open(name) {
      if (name === 'url' || name.endsWith(':url')) {
        finish();
        values = new Map();
        return;
      }
      const local = name.slice(name.indexOf(':') + 1);
      if (values !== null && READ.has(local) && !OTHER_EXTENSIONS.test(name)) reading = { name, pieces: [] };
    },
    close(name) {
      if (reading !== null && name === reading.name) {
        const local = name.slice(name.indexOf(':') + 1);
        const value = reading.pieces.join('').replace(/\s+/g, ' ').trim();
        // Only an open `<url>` has elements that are read.
        if (!values!.has(local)) values!.set(local, value);
      }
      reading = null;
      if (name === 'url' || name.endsWith(':url')) finish();
    },
    text(raw, literal) {
      reading?.pieces.push(literal ? raw : decodeReferences(raw));
    },
  });
  finish();
  return { feed: { title, url: null, lang }, entries, rhythm: emptyRhythm() };
}
