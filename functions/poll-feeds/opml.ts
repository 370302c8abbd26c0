// Lists of feeds as OPML (opml.org, versions 1.0 and 2.0): in and out.
import { FeedError } from './feed-error.ts';
import { decodeReferences } from './references.ts';
import { type Attribute, scanMarkup } from './scan-markup.ts';

export interface OpmlFeed {
  url: string;
  title: string | null;
  /** Page the feed belongs to. */
  siteUrl: string | null;
  /** Names of the folders around it, outermost first. */
  folders: string[];
}

/** A list longer than this is no reading list. */
const MAX_FEEDS = 20_000;
const MAX_DEPTH = 20;

function attribute(attributes: Attribute[], name: string): string | null {
  const found = attributes.find((one) => one.name === name);
  return found ? decodeReferences(found.value).trim() || null : null;
}

/**
 * Reads an OPML list; a feed that occurs twice is taken once, what has no http address is left out and counted.
 *
 * @throws FeedError when the document is no OPML or lists more than 20,000 feeds
 */
export function readOpml(source: string): { feeds: OpmlFeed[]; ignored: number } {
  const feeds: OpmlFeed[] = [];
  const known = new Set<string>();
  /** One name for each open outline; null for those that are feeds themselves. */
  const open: (string | null)[] = [];
  let root = '';
  let ignored = 0;
  scanMarkup(source, {
    open(name, attributes) {
      if (root === '') root = name;
      if (name !== 'outline') return;
      const title = attribute(attributes, 'title') ?? attribute(attributes, 'text');
      const address = attribute(attributes, 'xmlurl');
      open.push(address === null ? title : null);
      if (address === null) {
        if ((attribute(attributes, 'type') ?? '').toLowerCase() === 'rss') ignored++;
        return;
      }
      const url = address.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
        ignored++;
        return;
      }
      if (known.has(url)) return;
      known.add(url);
      if (feeds.length >= MAX_FEEDS) throw new FeedError(`reading OPML: expected at most ${MAX_FEEDS} feeds, got more`);
      const folders = open.slice(0, MAX_DEPTH).filter((folder) => folder !== null);
      feeds.push({ url, title, siteUrl: attribute(attributes, 'htmlurl'), folders });
    },
    close(name) {
      if (name === 'outline') open.pop();
    },
    text() {},
  });
  if (root !== 'opml') {
    throw new FeedError(
      `reading OPML: expected <opml> as the first element, got ${root === '' ? 'no markup' : `<${root.slice(0, 40)}>`}`,
    );
  }
  return { feeds, ignored };
}

function quoted(value: string): string {
  const printable = value.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return `"${printable
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ')}"`;
}

interface Folder {
  feeds: OpmlFeed[];
  folders: Map<string, Folder>;
}

/**
 * Writes an OPML 2.0 list: folders before feeds, each in the order in which they come.
 *
 * @param title the list's name
 */
export function writeOpml(feeds: OpmlFeed[], title: string): string {
  const top: Folder = { feeds: [], folders: new Map() };
  for (const feed of feeds) {
    let folder = top;
    for (const name of feed.folders.slice(0, MAX_DEPTH)) {
      let inner = folder.folders.get(name);
      if (!inner) {
        inner = { feeds: [], folders: new Map() };
        folder.folders.set(name, inner);
      }
      folder = inner;
    }
    folder.feeds.push(feed);
  }
  const lines: string[] = [];
  const write = (folder: Folder, indent: string) => {
    for (const [name, inner] of folder.folders) {
      lines.push(`${indent}<outline text=${quoted(name)}>`);
      write(inner, `${indent}  `);
      lines.push(`${indent}</outline>`);
    }
    for (const feed of folder.feeds) {
      const site = feed.siteUrl === null ? '' : ` htmlUrl=${quoted(feed.siteUrl)}`;
      const name = quoted(feed.title ?? feed.url);
      lines.push(`${indent}<outline type="rss" text=${name} title=${name} xmlUrl=${quoted(feed.url)}${site}/>`);
    }
  };
  write(top, '    ');
  const head = quoted(title).slice(1, -1).replaceAll('&quot;', '"');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>${head}</title>\n  </head>\n  <body>\n${lines.map((line) => `${line}\n`).join('')}  </body>\n</opml>\n`;
}
