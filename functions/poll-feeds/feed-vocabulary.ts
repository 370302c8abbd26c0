// What the elements of feeds mean: RSS 0.9x/1.0/2.0, Atom 0.3/1.0, CDF and their extensions, by namespace and name.

/** Namespaces whose elements we know, by address in lower case; the core vocabularies of RSS and Atom have no prefix. */
export const NAMESPACES: Record<string, string> = Object.assign(Object.create(null), {
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://purl.org/atom/ns#': '',
  'http://www.w3.org/2005/atom': '',
  'http://purl.org/rss/1.0/modules/rss091#': '',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://search.yahoo.com/mrss': 'media',
  'http://search.yahoo.com/mrss/': 'media',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://prismstandard.org/namespaces/1.2/basic/': 'prism',
  'http://prismstandard.org/namespaces/basic/2.0/': 'prism',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/rss/1.0/modules/syndication/': 'sy',
  'http://www.w3.org/1999/xhtml': 'xhtml',
});

/**
 * What an element is read as, where its name does not say it; meanings that are no element's name start with `#`.
 */
export const MEANING: Record<string, string> = Object.assign(Object.create(null), {
  'dc:title': 'title',
  'media:title': '#stand-in-title',
  'itunes:title': '#stand-in-title',
  'dc:creator': 'author',
  'dc:author': 'author',
  'itunes:author': 'author',
  managingeditor: 'author',
  'itunes:name': 'name',
  'itunes:email': 'email',
  'dc:contributor': '#contributor-name',
  'feedburner:origlink': '#original-link',
  homepage: '#address',
  url: '#address',
  uri: '#address',
  entry: 'item',
  feed: 'feed',
  'dc:language': 'language',
  issued: 'published',
  pubdate: 'published',
  'dcterms:issued': 'published',
  modified: 'updated',
  lastbuilddate: 'updated',
  'dc:date': '#some-date',
  'dcterms:modified': 'updated',
  guid: 'id',
  'prism:publicationdate': '#prism-date',
  'sy:updateperiod': '#update-period',
  'sy:updatefrequency': '#update-frequency',
  subtitle: 'content',
  tagline: 'content',
  'itunes:subtitle': 'content',
  'itunes:summary': 'content',
  rights: 'content',
  copyright: 'content',
  'dc:rights': 'content',
  info: 'content',
  'feedburner:browserfriendly': 'content',
  summary: 'content',
  abstract: 'content',
  description: 'content',
  'dc:description': 'content',
  'media:description': 'content',
  'content:encoded': 'content',
  fullitem: 'content',
  body: 'content',
  'xhtml:body': 'content',
});

/** Content elements that hold HTML or XHTML unless they say otherwise; the rest holds plain text. */
export const HTML_CONTENT = new Set([
  'description',
  'dc:description',
  'media:description',
  'content:encoded',
  'fullitem',
]);
export const XHTML_CONTENT = new Set(['body', 'xhtml:body']);

/** Elements that may stand inside `image` and `textinput`; any other core element means that these were never closed. */
export const TEXTINPUT_PARTS = new Set(['title', 'link', 'description', 'name']);
export const IMAGE_PARTS = new Set(['title', 'link', 'description', 'url', 'href', 'width', 'height']);
