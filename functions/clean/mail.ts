// E-mail and web archives of one page (MHTML): headers and parts (RFC 5322, 2045 to 2047, 2557).
import { uninverted } from './authors.ts';
import { decodeText } from './decode.ts';

export interface MailPart {
  bytes: Uint8Array;
  /** Media type with its parameters. */
  contentType: string;
  /** Address of the part, for a page saved from the web. */
  location: string | null;
}

export interface Mail {
  subject: string | null;
  /** Names of the senders, without addresses. */
  from: string[];
  date: string | null;
  /** The part with the text. */
  body: MailPart;
  /** A page that a browser saved: its headers tell of the saving, not of the article. */
  isPage: boolean;
}

/** Bytes in which the headers end, in any message. */
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_DEPTH = 5;
const MAX_PARTS = 200;
/** Bytes of plain text below which it only says that there is a better part. */
const LEAST_PLAIN_BYTES = 300;

const HEADER = /^([A-Za-z][A-Za-z0-9-]{0,40}):[ \t]{0,9}(.{0,4000})$/;
/** Headers of mail; those of other documents (`Title:`, `Author:`) are no sign of it. */
const KNOWN =
  /^(?:from|to|cc|subject|date|sent|message-id|mime-version|received|return-path|reply-to|delivered-to|content-type|content-transfer-encoding|snapshot-content-location|x-mailer|dkim-signature)$/;
/** Without one of these, a text of two such lines is a letter or a play. */
const TELLING = /^(?:subject|message-id|mime-version|received|return-path)$/;

interface Head {
  fields: ReadonlyMap<string, string>;
  /** Where the body begins. */
  end: number;
}

/** The headers at the beginning of some bytes, continuation lines joined; null when a line is none. */
function readHead(text: string): Head | null {
  const fields = new Map<string, string>();
  let last: string | null = null;
  for (let at = 0; at < Math.min(text.length, MAX_HEAD_BYTES); ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const line = text.slice(at, lineEnd).replace(/\r$/, '');
    at = lineEnd + 1;
    if (line.trim() === '') return { fields, end: at };
    if (/^[ \t]/.test(line) && last !== null) {
      fields.set(last, `${fields.get(last)} ${line.trim()}`);
      continue;
    }
    const header = HEADER.exec(line);
    // The first line of a mailbox file.
    if (header === null && last === null && /^From \S/.test(line)) continue;
    if (header === null) return null;
    const name = (header[1] as string).toLowerCase();
    // The first of a kind is the last relay's or the author's own.
    last = fields.has(name) ? `${name}+` : name;
    fields.set(last, header[2] as string);
  }
  return null;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** The headers of a mail, or null for bytes that begin in another way. */
function mailHead(bytes: Uint8Array): Head | null {
  if (!/^(?:[A-Z][\w-]{1,40}:|From \S)/i.test(latin1(bytes.subarray(0, 60)))) return null;
  const head = readHead(latin1(bytes.subarray(0, MAX_HEAD_BYTES)));
  if (head === null) return null;
  const names = [...head.fields.keys()];
  return names.filter((name) => KNOWN.test(name)).length >= 2 && names.some((name) => TELLING.test(name)) ? head : null;
}

function decodeQuotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/=[ \t]{0,9}\r?\n/g, ''), 'latin1');
  const out = Buffer.alloc(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i] === 61 ? Number.parseInt(bytes.toString('latin1', i + 1, i + 3), 16) : Number.NaN;
    const isCode = bytes[i] === 61 && /^[\da-f]{2}$/i.test(bytes.toString('latin1', i + 1, i + 3));
    out[length++] = isCode ? code : (bytes[i] as number);
    if (isCode) i += 2;
  }
  return out.subarray(0, length);
}

/** `=?utf-8?B?…?=` and `=?iso-8859-1?Q?…?=`; space between two of them is none. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s{1,9}(?==\?)/g, '$1')
    .replace(
      /=\?([\w.-]{1,40})(?:\*[\w-]{1,20})?\?([BQ])\?([^?\s]{0,2000})\?=/gi,
      (_, charset: string, form: string, written: string) => {
        const bytes =
          form.toUpperCase() === 'B'
            ? Buffer.from(written, 'base64')
            : decodeQuotedPrintable(written.replaceAll('_', ' '));
        return decodeText(bytes, `charset=${charset}`).text;
      },
    );
}

/** A header may be in bytes of UTF-8 as well. */
function headerText(fields: Head['fields'], name: string): string | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  const text = decodeWords(decodeText(Buffer.from(value, 'latin1')).text).trim();
  return text === '' ? null : text;
}

/** Lines that end with a space go on in the next (RFC 3676); the mark of a signature ends with one too. */
function unflowed(text: string, dropsSpace: boolean): string {
  let out = '';
  for (const line of text.split(/\r?\n/)) {
    // A space in front keeps `From` and `>` from being taken for marks.
    const shown = line.startsWith(' ') ? line.slice(1) : line;
    out += shown.endsWith(' ') && shown !== '-- ' ? (dropsSpace ? shown.slice(0, -1) : shown) : `${shown}\n`;
  }
  return out;
}

function bodyOf(head: Head, bytes: Uint8Array): MailPart {
  const encoding = head.fields.get('content-transfer-encoding')?.trim().toLowerCase();
  const contentType = head.fields.get('content-type') ?? 'text/plain';
  const raw = bytes.subarray(head.end);
  const decoded =
    encoding === 'base64'
      ? Buffer.from(latin1(raw), 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuotedPrintable(latin1(raw))
        : raw;
  return {
    bytes: /\bformat\s{0,9}=\s{0,9}"?flowed/i.test(contentType)
      ? Buffer.from(unflowed(latin1(decoded), /\bdelsp\s{0,9}=\s{0,9}"?yes/i.test(contentType)), 'latin1')
      : decoded,
    contentType,
    location: headerText(head.fields, 'content-location'),
  };
}

/** The leaves of a message that are texts. */
function textParts(head: Head, bytes: Uint8Array, depth = 0): MailPart[] {
  const type = head.fields.get('content-type') ?? 'text/plain';
  if (!/^\s{0,9}multipart\//i.test(type)) return /^\s{0,9}text\//i.test(type) ? [bodyOf(head, bytes)] : [];
  const boundary = /\bboundary\s{0,9}=\s{0,9}(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type);
  if (boundary === null || depth >= MAX_DEPTH) return [];
  const mark = `--${boundary[1] ?? boundary[2]}`;
  const out: MailPart[] = [];
  // The text before the first boundary is for programs that know no parts.
  const pieces = latin1(bytes.subarray(head.end)).split(mark, MAX_PARTS).slice(1);
  for (const piece of pieces) {
    if (piece.startsWith('--')) break;
    const part = piece.replace(/^[ \t]{0,99}\r?\n/, '');
    const inner = readHead(part);
    if (inner) out.push(...textParts(inner, Buffer.from(part, 'latin1'), depth + 1));
  }
  return out;
}

/** `Ada Poe <ada@example.org>, "Roe, Ben" <ben@example.org>`, `ada@example.org (Ada Poe)` without the addresses. */
function senders(from: string | null): string[] {
  const old = /^[^\s()<>@]{1,100}@[^\s()<>@]{1,100}\s{1,9}\(([^()]{1,100})\)$/.exec((from ?? '').trim());
  if (old) return senders(`${old[1]} <>`);
  const named = (from ?? '').matchAll(/(?:"([^"<>]{1,100})"|([^"<>,]{1,100}))\s{0,9}<[^<>]{0,200}>/g);
  return [...named]
    .map((match) => uninverted((match[1] ?? (match[2] as string)).trim()))
    .filter((name) => /\S\s\S/.test(name) && !name.includes('@') && !/^saved by\b/i.test(name));
}

/** What mail programs put before the subject of an answer or of a mail passed on. */
const PASSED = /^(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s{0,9}){1,9}/i;

/** Reads a message; null for bytes that are none, or that hold no text. */
export function readMail(bytes: Uint8Array): Mail | null {
  const head = mailHead(bytes);
  if (head === null) return null;
  const parts = textParts(head, bytes);
  const isHtml = ({ contentType }: MailPart) => /^\s{0,9}text\/html/i.test(contentType);
  const isPage =
    /^\s{0,9}multipart\/related/i.test(head.fields.get('content-type') ?? '') &&
    parts.some((part) => part.location !== null);
  const html = parts.find(isHtml);
  const plain = parts.find((part) => !isHtml(part) && part.bytes.length >= LEAST_PLAIN_BYTES);
  const body = (isPage ? html : plain) ?? html ?? parts[0];
  if (body === undefined) return null;
  return {
    subject: headerText(head.fields, 'subject')?.replace(PASSED, '') ?? null,
    from: senders(headerText(head.fields, 'from')),
    date: headerText(head.fields, 'date') ?? headerText(head.fields, 'sent'),
    body,
    isPage,
  };
}

/** The line above a mail that somebody passed on, and the headers below it that name its author and date. */
const FORWARDED =
  /^(?:-{2,20}\s?)?(?:(?:begin )?forwarded (?:message|by\b.{0,60})|original message|weitergeleitete nachricht|ursprüngliche nachricht|message (?:transféré|d’origine|d'origine)|mensaje (?:reenviado|original)|messaggio (?:inoltrato|originale)|doorgestuurd bericht|mensagem (?:encaminhada|original))\s?:?(?:\s?-{2,20})?$/imu;
const PASSED_ON =
  /^(?:>\s?)?\*?(from|date|sent|subject|to|cc|reply-to|von|datum|gesendet|betreff|an|de|envoyé|objet|à|fecha|enviado|asunto|para|da|data|inviato|oggetto|a|van|verzonden|onderwerp|aan|assunto)\s?:\*?\s(.{1,400})$/iu;
const FROM = /^(?:from|von|de|da|van)$/i;
const SENT = /^(?:date|sent|datum|gesendet|envoyé|fecha|enviado|data|inviato|verzonden)$/i;
const SUBJECT = /^(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)$/i;

/** The mail inside one that passes it on; null where there is none. */
export function forwardedMail(text: string): (Pick<Mail, 'subject' | 'from' | 'date'> & { text: string }) | null {
  const mark = FORWARDED.exec(text);
  if (mark === null) return null;
  const lines = text
    .slice(mark.index + mark[0].length)
    .trimStart()
    .split('\n');
  const headers: [name: string, value: string][] = [];
  for (const line of lines) {
    const header = PASSED_ON.exec(line.trim());
    if (header === null) break;
    headers.push([header[1] as string, header[2] as string]);
  }
  if (headers.length < 2) return null;
  const of = (names: RegExp) => headers.find(([name]) => names.test(name))?.[1] ?? null;
  return {
    subject: of(SUBJECT)?.replace(PASSED, '') ?? null,
    from: senders(of(FROM)),
    date: of(SENT),
    text: lines.slice(headers.length).join('\n'),
  };
}

/** The line above the mail that is answered: `On 1 Feb 2026, Ada Poe wrote:`. */
const ATTRIBUTION =
  /(?:\bwrote|\bschrieb(?: .{1,80})?|\ba écrit|\bescribió|\bha scritto|\bschreef(?: .{1,80})?|\bskrev(?: .{1,80})?|\bescreveu|написал(?:а|\(а\))?|yazdı)\s?:$/iu;
/** Lines an attribution is wrapped to, at most. */
const ATTRIBUTION_LINES = 2;

/** The text of a mail without the one that it answers, quoted below. */
export function withoutAnswered(text: string): string {
  const lines = text.trimEnd().split('\n');
  const isQuoted = (line: string | undefined) => line !== undefined && /^>/.test(line);
  const isBlank = (line: string | undefined) => line !== undefined && line.trim() === '';
  let end = lines.length;
  while (isQuoted(lines[end - 1]) || (isBlank(lines[end - 1]) && end < lines.length)) end--;
  // What answers in between, or is itself passed on in quotation marks, stays.
  if (end === lines.length || !ATTRIBUTION.test((lines[end - 1] ?? '').trim())) return text;
  let from = end - 1;
  while (from > 0 && end - from < ATTRIBUTION_LINES && !isBlank(lines[from - 1])) from--;
  const own = lines.slice(0, from).join('\n');
  return own.trim() === '' ? text : own;
}

/** The text of a mail without the sender's signature below its mark (`-- `). */
export function withoutSignature(text: string): string {
  const at = text.search(/\n--[ \t]?\r?\n/);
  return at < text.length / 3 ? text : text.slice(0, at);
}
