// How a line looks, whatever it says: the end of a sentence, an entry of a list, a date.
import { isMonthName } from './date-text.ts';
import { comparable } from './normalise.ts';

/** Half of all news paragraphs are longer than this, hardly any entry of a list of headlines is. */
export const LONG = 140;

/** Lines up to this long stand above an article as often as they belong to it. */
export const SHORT = 60;

const SENTENCE_END = /[.!?…。！？।؟](?:["”’»'“)\]]{0,3})$|[”"»]$/u;

/** Ends as a sentence does. */
export function endsSentence(line: string): boolean {
  return SENTENCE_END.test(line.slice(-8));
}

/** Bulleted or numbered entry. */
export function isListItem(line: string): boolean {
  return /^(?:[•·●▪■►▶*–—-]|\d{1,2}[.)])\s+\S/.test(line);
}

/** A line that is nothing but a date, a time, or “Published … Updated …”. */
export function isDateLine(line: string): boolean {
  if (line.length > 120 || !/\d/.test(line)) return false;
  const words = comparable(line.replace(/\p{N}+/gu, ' '))
    .split(' ')
    .filter((word) => word !== '');
  return words.length <= 14 && words.every(isDateWord);
}

function isDateWord(word: string): boolean {
  return DATE_WORDS.has(word) || /^\p{L}{1,2}$/u.test(word) || isMonthName(word);
}

/**
 * A short line in which nothing but names stands beside a date: `Ada Poe · Courier News · Posted: 12 May 2024`. A caption
 * or the headline of another story has words of its own.
 */
export function isDatedLabel(line: string): boolean {
  if (line.length > 140 || !/\d/.test(line)) return false;
  const words = line.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word !== '' && !isDateWord(word.toLowerCase()));
  return words.length <= 8 && words.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
}

const DATE_WORDS = new Set(
  `published updated posted last modified created first on at the date time by edt est pst pdt gmt utc cet cest ist bst
  am pm noon midnight monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun tues thur thurs
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec hours ago hour minutes minute days day weeks week months month ago read min mins
  januar februar märz mai juni juli oktober dezember uhr stand aktualisiert veröffentlicht am montag dienstag mittwoch
  donnerstag freitag samstag sonntag janvier février mars avril juin juillet août septembre octobre novembre décembre publié
  mis à jour le enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre publicado actualizado
  de del las hrs publisert publicerad publiceret offentliggjort oppdatert uppdaterad opdateret klokken mandag tirsdag onsdag
  torsdag fredag lørdag søndag måndag tisdag lördag söndag gepubliceerd bijgewerkt maandag dinsdag woensdag donderdag
  vrijdag zaterdag zondag pubblicato aggiornato ore alle lunedì martedì mercoledì giovedì venerdì sabato domenica lundi
  mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo horas atualizado
  segunda terça quarta quinta sexta feira yayınlanma giriş güncelleme pazartesi salı çarşamba perşembe cuma cumartesi pazar
  опубликовано обновлено понедельник вторник среда четверг пятница суббота воскресенье мск opublikowano aktualizacja
  poniedziałek wtorek środa czwartek piątek sobota niedziela godz lesedauer minuten lesezeit`.split(/\s+/),
);
