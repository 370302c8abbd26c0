// Indexes of sitemaps (sitemaps.org): the sitemaps that one lists, the likeliest to tell news first.
import { parseFeedDate } from './feed-dates.ts';
import { safeAddress } from './html-value.ts';
import { decodeReferences } from './references.ts';
import { scanMarkup } from './scan-markup.ts';

/** More than anybody would choose from: archives list thousands. */
const MAX_LISTED = 50;

/** Sitemaps of news are called so beside those of pages, topics, authors and pictures. */
const tellsNews = (url: string) => /news/i.test(URL.canParse(url) ? new URL(url).pathname : url);

/** The sitemaps of an index whose root is `sitemapindex`: those called news first, among equals the one that changed last. */
export function listedSitemaps(source: string, base: string): string[] {
  const listed: { url: string; changed: string }[] = [];
  let pieces: string[] | null = null;
  let url = '';
  let changed = '';
  scanMarkup(source, {
    open(name) {
      const local = name.slice(name.indexOf(':') + 1);
      if (local === 'sitemap') {
        url = '';
        changed = '';
      }
      pieces = local === 'loc' || local === 'lastmod' ? [] : null;
    },
    close(name) {
      const local = name.slice(name.indexOf(':') + 1);
      const value = pieces?.join('') ?? '';
      if (local === 'loc') url = safeAddress(value, base);
      else if (local === 'lastmod') changed = parseFeedDate(value) ?? '';
      else if (local === 'sitemap' && /^https?:\/\//i.test(url)) listed.push({ url, changed });
      pieces = null;
    },
    text(raw, literal) {
      pieces?.push(literal ? raw : decodeReferences(raw));
    },
  });
  return listed
    .sort((a, b) => Number(tellsNews(b.url)) - Number(tellsNews(a.url)) || b.changed.localeCompare(a.changed))
    .slice(0, MAX_LISTED)
    .map((one) => one.url);
}
