// Article addresses: one spelling for each page.

/**
 * Query parameters that say how a reader came to the page, never which page it is. Sources: the vendors' campaign
 * parameters (Google Analytics utm_*, Google/Microsoft/Meta/Twitter/Yandex/TikTok click ids), mail tools (Mailchimp,
 * HubSpot, Marketo), share buttons and the referrer marks newsrooms add themselves.
 */
const TRACKING_PREFIXES = ['utm_', 'hsa_', 'mc_', 'pk_', 'mtm_', 'at_', 'wt_', 'cmp_', 'ns_', 'oly_', 'vero_'];
const TRACKING_NAMES = new Set(
  `fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid twclid ttclid igshid igsh li_fat_id _ga _gl epik srsltid
  mkt_tok _hsenc _hsmi hsctatracking ref_src ref_url ref smid smtyp cmpid cmp ocid icid ito ftag mbid sref
  sharetype xtor guccounter guce_referrer guce_referrer_sig taid trk trkinfo s_cid spm
  __twitter_impression amp_js_v usqp __tn__ wpisrc itid recirc rss ncid soc_src soc_trk tsrc`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Query values that mark a copy of the page for a medium (`?outputType=amp`, `?print=1`). */
const MEDIUM_NAMES = new Set(['amp', 'outputtype', 'print', 'view-as']);

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    TRACKING_NAMES.has(lower) || MEDIUM_NAMES.has(lower) || TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix))
  );
}

/**
 * The address under which an article is known: lower-case scheme and host, no default port, no credentials, no fragment,
 * no tracking parameter; path, remaining query and their order untouched (sites tell articles apart by them).
 *
 * @param base address against which a relative one is resolved
 * @returns null when it is no absolute http(s) address
 *
 * @example normaliseUrl('HTTPS://Example.org:443/a?id=7&utm_source=x#top') // 'https://example.org/a?id=7'
 */
export function normaliseUrl(address: string, base?: string): string | null {
  const text = address.trim();
  if (text === '' || text.length > 4096) return null;
  let url: URL;
  try {
    url = base === undefined ? new URL(text) : new URL(text, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  // Split by hand: URLSearchParams would re-encode what it keeps.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => {
      // Links are often put together with a question mark too many.
      const stated = pair.replace(/^\?+/, '');
      return stated !== '' && !isTracking(stated.split('=', 1)[0] as string);
    });
  // Without its own question mark the first pair would lose one.
  url.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return url.href;
}

/** Host without the prefixes under which sites repeat themselves. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^(?:www\d?|m|mobile|amp)\./, '');
}

/** Same registered site as far as can be told without a suffix list: equal host, or one is a subdomain of the other. */
function sameSite(a: URL, b: URL): boolean {
  const one = bareHost(a);
  const two = bareHost(b);
  return one === two || one.endsWith(`.${two}`) || two.endsWith(`.${one}`);
}

/**
 * Chooses between the address a document came from and the one it declares for itself. The declared one wins, unless
 * it points to another site or to the front page while the document came from deeper: both are common template faults.
 *
 * @returns normalised, or null when neither is an address
 */
export function canonicalUrl(given: string | null, declared: string | null): string | null {
  const from = given === null ? null : normaliseUrl(given);
  const to = declared === null ? null : normaliseUrl(declared, from ?? undefined);
  if (from === null || to === null) return from ?? to;
  const fromUrl = new URL(from);
  const toUrl = new URL(to);
  if (!sameSite(fromUrl, toUrl)) return from;
  const isDeep = fromUrl.pathname !== '/' || fromUrl.search !== '';
  if (isDeep && toUrl.pathname === '/' && toUrl.search === '') return from;
  return to;
}
