// What stands around the text of a press release: its marks, who sent it, about the company, whom to call.

/** Lines that say that the text is a release. */
const MARK =
  /^(?:for (?:immediate|general) release|(?:press|news|media) release|embargoed? (?:until|for)\b.{0,60}|(?:presse|medien)mitteilung|communiqué de presse|comunicado de prensa|nota de prensa|comunicato stampa|persbericht|pressmeddelande)[\s.:–—-]*$/i;
/** A wire service behind place and date: `GRENHOLM, Oct. 15 /Wire/ --`, `(BUSINESS WIRE)--`. */
const WIRE = /^.{3,90}(?:\/[\p{L} ]{3,30}\/|\(\p{Lu}[\p{Lu} ]{4,30}\))\s?(?:-{1,2}|[–—])/u;
/** What only releases and wires end with: `###`, `# # #`, `-30-`. */
const TELLING_END = /^(?:#\s?#\s?#|-\s?30\s?-)$/;
/** `- ENDS -`, with or without its dashes. */
const END = /^[-–*~ ]{0,4}ENDS?[-–*~ ]{0,4}$/;
/** `-ends-` in small letters needs its dashes: a line may say `ends`. */
const SMALL_END = /^[-–]\s?ends?\s?[-–]$/i;
const CONTACT =
  /^(?:(?:media|press|news|investor|public) )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|relations)\b.{0,40}$/im;
const REACHABLE = /\S@\S{1,80}\.\S|(?:\+|\()?\d[\d\s().-]{6,30}\d/;

/** Headings of what follows the text; in a release only, since articles have sections about people. */
const TAIL = [
  /^A(?:bout|BOUT) (?:the )?\p{Lu}[\p{L}\p{N}&'’., -]{1,60}:?$/u,
  /^About (?:the )?\p{Lu}[\p{L}\p{N}&'’ ]{1,40}: \S/u,
  /^(?:forward[- ]looking statements?|safe harbou?r(?: statement)?|cautionary (?:note|statement)\b.{0,60}|notes? (?:to|for) editors?)\s?[:.]?$/i,
  /^(?:for (?:more|further|additional) information|media enquiries|press enquiries)\b.{0,80}(?:contact|call|visit|:)/i,
  CONTACT,
  /^SOURCE:?\s\p{Lu}/u,
  /^(?:(?:presse|medien|ansprech)(?:kontakt|partner(?:in)?|anfragen)|rückfragen|contacts? presse|contacto(?: de)? prensa|contatti stampa|perscontact|presskontakt)\b.{0,40}$/iu,
  /^(?:Über (?:die |das |den )?|À propos (?:de |du |des |d[’'])|(?:Acerca|Sobre) (?:de )?(?:la |el )?|Over (?:de |het )|Om )\p{Lu}[\p{L}\p{N}&'’., -]{1,60}:?$/u,
];
/** Lines at the top that name the sender. */
const SENDER = /^(?:news|press release|information) provided by\b.{0,80}$/i;

/** Share of a text before which no tail begins. */
const LEAST_BODY = 0.4;

const isEnd = (line: string) => TELLING_END.test(line) || END.test(line) || SMALL_END.test(line);

/** Whether a line can only stand behind the text of a release: the mark of its end, or a heading of what follows. */
const isPast = (line: string) => isEnd(line) || TAIL.some((heading) => heading.test(line));

/** Whether the lines are those of a press release. */
export function isPressRelease(lines: readonly string[]): boolean {
  return (
    lines.slice(0, 8).some((line) => MARK.test(line) || WIRE.test(line) || SENDER.test(line)) ||
    lines.some(
      (line, i) =>
        (TELLING_END.test(line) || CONTACT.test(line)) && lines.slice(i, i + 5).some((after) => REACHABLE.test(after)),
    )
  );
}

/**
 * The paragraphs of a release without its frame.
 *
 * @param lines all lines of the document, the paragraphs among them
 * @param candidates the paragraphs in their order, and among them whatever lines may end the text
 */
export function withoutReleaseFrame(
  paragraphs: readonly string[],
  lines: readonly string[],
  candidates: readonly string[] = paragraphs,
): string[] {
  if (!isPressRelease(lines)) return [...paragraphs];
  const total = paragraphs.reduce((sum, text) => sum + text.length, 0);
  let before = 0;
  let count = 0;
  for (const text of candidates) {
    if (before >= total * LEAST_BODY && isPast(text)) break;
    if (text !== paragraphs[count]) continue;
    before += text.length;
    count++;
  }
  return paragraphs.slice(0, count).filter((text) => !MARK.test(text) && !SENDER.test(text));
}

/** A plain text up to the mark of its end, when most of it stands before. */
export function upToEndMark(text: string): string {
  let at = text.indexOf('\n') + 1;
  while (at > 0) {
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline < 0 ? text.length : newline).trim();
    if (at >= text.length * LEAST_BODY && line.length <= 12 && isEnd(line)) return text.slice(0, at);
    at = newline + 1;
  }
  return text;
}
