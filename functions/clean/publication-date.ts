// Chooses the date of publication among everything that names one, and keeps what contradicts it.
import type { DateEvidence, DateSource } from '../../shared/records/article.ts';
import { INLINE } from './blocks.ts';
import { dayOf, type ReadDate, type ReadDateOptions, readDate, readUrlDate } from './date-text.ts';
import type { Element } from './html-tree.ts';
import { elementText, labels, type PageHead } from './page-head.ts';

/** One reading of a date, before the choice. */
export interface DateCandidate {
  read: ReadDate;
  source: DateSource;
  evidence: string;
  /** How often this source, in this form, is right: set from its agreement with labelled pages, rounded. */
  confidence: number;
}

const PUBLISHED_META = [
  'article:published_time',
  'og:article:published_time',
  'article:published',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'date.publish',
  'publication_date',
  'og:published_time',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dc.date',
  'dcterms.date',
  'article:post_date',
  'article_date_original',
  'originalpublicationdate',
  'cxenseparse:recs:publishtime',
  'date',
  'ptime',
  'citation_publication_date',
  'created',
  'datecreated',
  'article.published',
];
const MODIFIED_META = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'last-modified',
  'lastmod',
  'article:modified',
  'dc.date.modified',
  'dcterms.modified',
  'revision_date',
  'updated_time',
];

/** The furniture around an article whose times are not its date. */
const ELSEWHERE =
  /(?:related|recommend|comment|footer|sidebar|aside|nav|teaser|promo|most-?read|popular|trending|latest|caption|widget|carousel|ticker|more-)/;

/** Characters that a link to the page itself has around its date; a teaser's has a headline. */
const AROUND_DATE = 20;

function inFurniture(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parent) {
    if (at.tag === 'a' && elementText(at).length > elementText(element).length + AROUND_DATE) return true;
    if (at.tag === 'aside' || at.tag === 'footer' || at.tag === 'nav' || at.tag === 'figure' || at.tag === 'figcaption')
      return true;
    if (
      at.tag !== 'body' &&
      at.tag !== 'html' &&
      at.tag !== 'main' &&
      at.tag !== 'article' &&
      ELSEWHERE.test(labels(at))
    )
      return true;
  }
  return false;
}

/** Words of a line or a label that date a change. French `maj` stands before a colon or `le`; elsewhere it is May. */
const CHANGE =
  /modif|updat|aktuali[sz]|a[ck]?tualiz|mise? à jour|\bmaj\s?(?::|le\b)|oppdater|uppdater|opdater|bijgewerkt|gewijzigd|aggiornat|обновл|изменен|güncel|diperbarui|cập nhật|päivite|frissít|módosít|ažurir|ажурир|обновен|оновлен|ενημερ|atnaujin|atjaun|uuenda|posodob|yenilən|עודכן|עדכון|تحديث|به‌روز|بروزرسانی|अपडेट|अद्यतन|ปรับปรุง|อัปเดต|แก้ไข|更新|수정/i;
/** Words that date the publication. */
const PUBLICATION =
  /publi|pubbli|posted|veröff|giriş|yayın|опубл|julkais|diterbitkan|megjelen|közzété|objavlj|објављ|објавен|публику|δημοσ|paskelb|avalda|đăng|פורסם|انتشار|نشر|प्रकाशित|เผยแพร่|发布|發布|发表|公開|配信|掲載|입력|등록/i;
/** Either of them, as a whole word from there on. */
const LABEL = new RegExp(`(?:last\\s)?(?:${CHANGE.source}|${PUBLICATION.source})\\p{L}*`, 'giu');
/** What joins two labels of one date: `Published/Updated`, `published and updated`. */
const JOINED = /^\P{L}{0,5}(?:(?:and|or|und|et|y|e|en|og|och)\P{L}{0,5})?$/iu;

/**
 * The date of publication in a printed line. Each date belongs to the label before it; one without a label is the
 * publication's, unless a label without a date follows (`14 May 2024, updated`).
 *
 * @returns null when the line has no date, or only that of a change
 */
export function publishedIn(line: string, options: ReadDateOptions = {}): ReadDate | null {
  const labelled = [...line.matchAll(LABEL)];
  const first = labelled[0];
  if (first === undefined) return readDate(line, options);
  let unlabelled = readDate(line.slice(0, first.index), options);
  let isPublication = false;
  for (const [i, label] of labelled.entries()) {
    const rest = line.slice(label.index + label[0].length, labelled[i + 1]?.index);
    isPublication ||= PUBLICATION.test(label[0]);
    if (i + 1 < labelled.length && JOINED.test(rest)) continue;
    if (isPublication) {
      const read = readDate(rest, options);
      if (read) return read;
    } else if (i === 0 && !/\p{N}/u.test(rest)) unlabelled = null;
    isPublication = false;
  }
  return unlabelled;
}

/** Whether a printed line dates a change and not also the publication. */
export const isOfChange = (line: string): boolean => CHANGE.test(line) && publishedIn(line) === null;

/** Whether a printed line says that its date is that of the publication. */
export const isOfPublication = (line: string): boolean => PUBLICATION.test(line);

/** The words right before an element, in its line: `Updated <time>`, `<b>Updated</b> <time>`. */
function wordsBefore(element: Element): string {
  const siblings = element.parent!.children;
  for (let i = siblings.indexOf(element) - 1; i >= 0; i--) {
    const before = siblings[i] as Element | string;
    if (typeof before !== 'string' && !INLINE.has(before.tag)) return '';
    const words = typeof before === 'string' ? before : elementText(before);
    if (words.trim() !== '') return words.slice(-40);
  }
  return '';
}

/** Every date the page's markup declares as that of its publication or modification. */
export function datesOfPage(
  head: PageHead,
  monthFirst: boolean,
): { published: DateCandidate[]; modified: DateCandidate[] } {
  const published: DateCandidate[] = [];
  const modified: DateCandidate[] = [];
  const add = (list: DateCandidate[], written: string | null | undefined, source: DateSource, confidence: number) => {
    if (written === null || written === undefined) return;
    const read = readDate(written, { monthFirst });
    if (read) list.push({ read, source, evidence: written.slice(0, 200), confidence });
  };
  add(published, head.jsonLd?.published, 'json-ld', 0.95);
  add(modified, head.jsonLd?.modified, 'json-ld', 0.9);
  for (const name of PUBLISHED_META) for (const value of head.meta.get(name) ?? []) add(published, value, 'meta', 0.9);
  for (const name of MODIFIED_META) for (const value of head.meta.get(name) ?? []) add(modified, value, 'meta', 0.85);
  for (const element of head.itemprops) {
    const names = element.attrs.itemprop!.toLowerCase();
    const written = element.attrs.datetime ?? element.attrs.content ?? elementText(element);
    if (/datepublished|datecreated|pubdate/.test(names)) add(published, written, 'microdata', 0.85);
    else if (/datemodified/.test(names)) add(modified, written, 'microdata', 0.85);
  }
  for (const element of head.times) {
    if (inFurniture(element)) continue;
    const written = element.attrs.datetime ?? element.attrs['data-datetime'] ?? elementText(element);
    const before = [...wordsBefore(element).matchAll(LABEL)].at(-1)?.[0];
    const around = `${labels(element)} ${labels(element.parent!)} ${elementText(element).slice(0, 60)}`;
    if (before === undefined ? CHANGE.test(around) : CHANGE.test(before)) add(modified, written, 'time-element', 0.7);
    else add(published, written, 'time-element', element.attrs.pubdate === undefined ? 0.75 : 0.85);
  }
  return { published, modified };
}

/** Strength of the sources, strongest first; ties keep document order. */
const ORDER: readonly DateSource[] = [
  'feed',
  'json-ld',
  'meta',
  'microdata',
  'record',
  'time-element',
  'url',
  'dateline',
  'visible-text',
  'object-metadata',
  'http-header',
];

/** An article cannot be published after it was received; a day of slack for time zones. */
function isInFuture(day: string, receivedAt: string | undefined): boolean {
  if (receivedAt === undefined) return false;
  const limit = Date.parse(receivedAt) + 36 * 3600_000;
  return Number.isFinite(limit) && Date.parse(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`) > limit;
}

/**
 * Where pages declare an instant in UTC, the same moment written with the page's own offset, or a day printed for
 * readers that is the day before or after, tells the local day: `02:10Z` on the 4th is the evening of the 3rd in America.
 */
function inLocalTime(best: DateCandidate, others: readonly DateCandidate[]): DateCandidate {
  const { value } = best.read;
  if (!value.endsWith('Z') || value.length < 17) return best;
  const instant = Date.parse(value);
  // Printed on the same day: the page counts in UTC, or the difference does not matter.
  const isPrinted = ({ source, read }: DateCandidate) =>
    (source === 'visible-text' || source === 'time-element') && !read.value.endsWith('Z');
  if (others.some((other) => isPrinted(other) && dayOf(other.read.value) === dayOf(value))) return best;
  for (const other of others) {
    const written = other.read.value;
    const apart = Math.abs(Date.parse(dayOf(written)) - Date.parse(dayOf(value)));
    if (!LOCAL.has(other.source) || written.endsWith('Z') || apart !== 86_400_000) continue;
    if (other.read.precision === 'month') continue;
    if (other.read.precision === 'day') {
      // The hour must allow it: no place on Earth is more than 12 hours behind or 14 ahead.
      const hour = Number(value.slice(11, 13));
      if (dayOf(written) < dayOf(value) ? hour < 12 : hour >= 10) return other;
      continue;
    }
    // Without an offset: a whole number of quarter hours away is the same moment on another clock.
    const difference = Date.parse(/(?:[+-]\d{2}:\d{2})$/.test(written) ? written : `${written}Z`) - instant;
    if (Math.abs(difference) <= 14 * 3_600_000 && Math.abs(difference) % 900_000 < 60_000) return other;
  }
  return best;
}

/** Sources written for the place where the page is read. */
const LOCAL: ReadonlySet<DateSource> = new Set([
  'time-element',
  'microdata',
  'visible-text',
  'dateline',
  'url',
  'meta',
]);

/**
 * Chooses the strongest reading and lists those of another day as conflicts, one per source. Agreement of a second,
 * independent source raises the confidence, contradiction lowers it. Dates after `receivedAt` are not believed.
 */
export function chooseDate(candidates: readonly DateCandidate[], receivedAt?: string): DateEvidence | null {
  const credible = candidates.filter(({ read }) => !isInFuture(dayOf(read.value), receivedAt));
  const ranked = [...credible].sort((a, b) => ORDER.indexOf(a.source) - ORDER.indexOf(b.source));
  const strongest = ranked.find(({ read }) => read.precision !== 'month') ?? ranked[0];
  if (strongest === undefined) return null;
  const best = inLocalTime(strongest, ranked);
  const day = dayOf(best.read.value);
  const conflicts: DateEvidence['conflicts'] = [];
  let agrees = false;
  for (const other of ranked) {
    if (other === best) continue;
    const otherDay = dayOf(other.read.value);
    if (otherDay === day || day.startsWith(otherDay) || otherDay.startsWith(day)) {
      agrees ||= other.source !== best.source;
    } else if (!conflicts.some((known) => known.source === other.source)) {
      conflicts.push({ value: other.read.value, source: other.source });
    }
  }
  const confidence = best.confidence + (agrees ? (1 - best.confidence) / 2 : 0) - (conflicts.length > 0 ? 0.15 : 0);
  return {
    value: best.read.value,
    precision: best.read.precision,
    source: best.source,
    evidence: best.evidence,
    confidence: Math.round(Math.min(1, Math.max(0.05, confidence)) * 100) / 100,
    conflicts,
  };
}

/** The candidate an address holds. */
export function dateOfUrl(url: string | null): DateCandidate[] {
  const read = url === null ? null : readUrlDate(url);
  return read
    ? [
        {
          read,
          source: 'url',
          evidence: new URL(url as string).pathname.slice(0, 200),
          confidence: read.precision === 'month' ? 0.6 : 0.85,
        },
      ]
    : [];
}
