// Where JSON ends or breaks in a text that holds more, or less, than one value of it.

/** Index behind the JSON value that begins at `from`, by its brackets; the length when it does not end. */
export function endOfValue(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 34) i = endOfString(text, i) - 1;
    else if (character === 123 || character === 91) depth++;
    else if ((character === 125 || character === 93) && --depth === 0) return i + 1;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

/** How JSON of objects begins; a text in braces, or one that opens with a note in brackets, does not. */
const OPENING = /^\s{0,999}(?:\[\s{0,99})?\{\s{0,999}(?:"[^"\n]{1,200}"\s{0,9}:|\}\s{0,9}$)/;

/** What is wrong with a text that begins as JSON does, in the words of the parser; null for any other text. */
export function brokenJson(text: string): string | null {
  if (!OPENING.test(text)) return null;
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const { message } = error as SyntaxError;
    return /position|end of/.test(message) ? message : `${message} (of ${text.length} characters)`;
  }
}

/** A JSON object at the beginning of a text, and the text behind it; null when there is none, or nothing behind it. */
export function jsonBefore(text: string): { value: Record<string, unknown>; rest: string } | null {
  if (!OPENING.test(text)) return null;
  const from = text.indexOf('{');
  const end = endOfValue(text, from);
  const rest = text.slice(end).trimStart();
  // A comma or another value goes on with the JSON.
  if (from !== text.search(/\S/) || rest === '' || /^[{[\]},"]/.test(rest)) return null;
  try {
    return { value: JSON.parse(text.slice(from, end)) as Record<string, unknown>, rest };
  } catch {
    return null;
  }
}
