// UTF-8 that somebody read as windows-1252 and stored again: `â€™` for `’`, `Ã©` for `é`.
import { isUtf8 } from 'node:buffer';

/** Characters that windows-1252 has at 0x80 to 0x9F, in order; the five holes are the controls of Latin-1. */
const UPPER_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const BYTE_OF = new Map([...UPPER_CONTROLS].map((character, i) => [character, 0x80 + i]));

/** A lead byte of UTF-8 and a byte that continues it, as windows-1252 or Latin-1 shows them. */
const TELLTALE = new RegExp(`[Â-ô][\\u0080-¿${UPPER_CONTROLS}]`);
/** Characters outside ASCII in a row. */
const RUN = /[\u0080-\uFFFF]+/g;

/** Fewer than this may be a foreign word or an accident (`É”`). */
const LEAST_REPAIRS = 3;
/** Share of the runs outside ASCII that must be such: an honest text has single letters, which are never UTF-8. */
const LEAST_SHARE = 0.6;

/** The characters that the bytes of a run would be in UTF-8, or null when they are none. */
function repaired(run: string): string | null {
  if (!TELLTALE.test(run)) return null;
  const bytes = Buffer.alloc(run.length);
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i);
    const byte = code <= 0xff ? code : BYTE_OF.get(run[i] as string);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** Undoes one round of the damage where most of the text shows it; any other text is returned as it is. */
export function withoutMojibake(text: string): string {
  if (!TELLTALE.test(text)) return text;
  let runs = 0;
  let repairs = 0;
  const mended = text.replace(RUN, (run) => {
    runs++;
    const whole = repaired(run);
    if (whole === null) return run;
    repairs++;
    return whole;
  });
  return repairs >= LEAST_REPAIRS && repairs >= runs * LEAST_SHARE ? mended : text;
}
