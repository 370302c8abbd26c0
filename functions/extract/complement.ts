// The complement of a cue: where its content begins and what kind it is, looked for past addressee, time and place.
import { hasFiniteVerb, isVerb, startsClause } from './clauses.ts';
import { lookUpCue, PROPOSITION_NOUN } from './cues.ts';
import { coreAfter, OBJECT_PRONOUNS, phraseAfter } from './noun-phrase.ts';
import { inQuote, isWholeQuote, lowerAt, type Scope, wholeFrom } from './sentence-scope.ts';

/** What follows a cue: where the content begins and what kind it is. */
export interface Complement {
  kind: 'that' | 'wh' | 'quote' | 'colon' | 'clause' | 'infinitive' | 'gerund' | 'noun' | 'object';
  first: number;
}

/** "adding", "noting", but not "laughing" or "citing": a participle with a clause of its own. */
const isTelling = (form: string): boolean =>
  form.endsWith('ing') && lookUpCue(form, []).some(({ frames, stance }) => !stance && frames.includes('t'));

/**
 * The "that" which opens the content behind an addressee or place with commas ("a hall in Salem, Oregon, that"); else -1.
 *
 * @param addressed for verbs with an addressee: the tagger takes the conjunction before a gerund for a pronoun ("that fishing is a crime")
 */
function thatAhead(scope: Scope, from: number, addressed: boolean): number {
  const { tokens } = scope.reading;
  for (let k = from; k < Math.min(scope.hi, from + 20); k++) {
    const token = tokens[k]!;
    if (token.lower === 'that') {
      const opens =
        addressed &&
        tokens[k - 1]!.pos !== 'ADP' &&
        !hasFiniteVerb(scope, k + 1, k + 2) &&
        hasFiniteVerb(scope, k + 2, scope.hi);
      return token.pos === 'SCONJ' || opens ? k : -1;
    }
    if (isVerb(token.pos) || inQuote(scope, k) || isTelling(token.lower) || /^[;:]$/u.test(token.text)) return -1;
  }
  return -1;
}

export const ADJUNCT = new Set([
  'in',
  'at',
  'on',
  'to',
  'during',
  'after',
  'by',
  'from',
  'with',
  'through',
  'via',
  'before',
  'under',
  'for',
  'of',
  'about',
  'over',
  'near',
  'outside',
  'inside',
  'into',
  'against',
  'following',
  'amid',
  'within',
  'across',
  'alongside',
  'without',
  'until',
  'throughout',
]);
const WH = new Set(['how', 'why', 'whether', 'what', 'who', 'where', 'which', 'whom', 'if', 'when']);

const TIME_UNIT = /^(?:time|second|minute|hour|day|week|month|year|decade|morning|evening|night|season)s?$/u;

/** Nouns in "-ing" that stand before another noun: what somebody is refused, or accused of. */
const IS_DENIED =
  /^(?:planning|housing|training|building|banking|parking|boarding|voting|bullying|funding|working|trading|mining|fishing|hunting|landing|grazing|drilling|doping|spying|racing|betting|gambling|lobbying)$/u;

/** Tokens a verdict without quotation marks may have: "completely false", "fake news". */
const VERDICT = 3;

/** The object behind a verdict: "rejected as “absurd” the claim", "dismissed as nonsense suggestions"; -1 when none follows. */
function afterVerdict(scope: Scope, first: number): number {
  const { tokens } = scope.reading;
  const quoted = inQuote(scope, first);
  const from = quoted ? wholeFrom(scope, first).last : first + 1;
  for (let k = from; k < Math.min(scope.hi, quoted ? from + 1 : first + VERDICT + 1); k++) {
    const { lower, pos } = tokens[k]!;
    if (pos === 'DET' || (lower.endsWith('s') && PROPOSITION_NOUN.test(lower))) return k;
    if (!/^(?:ADJ|NOUN|ADV|VERB)$/u.test(pos)) break;
  }
  return -1;
}

/** Tokens between two dashes that a reporting clause may have before "that": set by hand. */
const ASIDE = 15;

/** The "that" behind an aside in dashes that opens at token `open`; -1 when there is none. */
function afterDashes(scope: Scope, open: number): number {
  for (let k = open + 1; k < Math.min(scope.hi, open + ASIDE); k++)
    if (lowerAt(scope, k) === lowerAt(scope, open)) return lowerAt(scope, k + 1) === 'that' ? k + 1 : -1;
  return -1;
}

/** Tokens a question may have in "said when asked whether the port would close that it would not": set by hand. */
const QUESTION = 30;

/** Where the answer begins behind "when asked whether p" at token `when`: at its "that", colon or quotation; -1 when nowhere. */
export function answerBehind(scope: Scope, when: number): number {
  if (lowerAt(scope, when) !== 'when' || !/^(?:asked|pressed|questioned)$/u.test(lowerAt(scope, when + 1))) return -1;
  let isClause = false;
  for (let k = when + 2; k < Math.min(scope.hi, when + QUESTION); k++) {
    const { lower, pos } = scope.reading.tokens[k]!;
    if (inQuote(scope, k)) continue;
    if (lower === ':') return k;
    if (lower === ',') return lowerAt(scope, k + 1) === 'that' || inQuote(scope, k + 1) ? k + 1 : -1;
    const opens = pos === 'SCONJ' || /^(?:i|he|she|it|we|they|there)$/u.test(lowerAt(scope, k + 1));
    if (isClause && lower === 'that' && opens) return k;
    isClause ||= hasFiniteVerb(scope, k, k + 1);
  }
  return -1;
}

/** Looks past addressee, time and place for where the content begins; `at` is how far it got. */
export function complementAt(
  scope: Scope,
  from: number,
  frames: string,
  silent: boolean,
): { complement: Complement | null; at: number } {
  const { tokens, dateFrom, dates } = scope.reading;
  const { hi } = scope;
  const has = (frame: string): boolean => frames.includes(frame);
  let j = from;
  let addressed = !has('a');
  /** Where the adjunct just passed ended. */
  let adjunct = -1;
  const done = (kind: Complement['kind'], first: number): { complement: Complement | null; at: number } =>
    first < hi ? { complement: { kind, first }, at: j } : { complement: null, at: j };
  for (let steps = 0; steps < 10; steps++) {
    if (j >= hi) return { complement: null, at: j };
    if (inQuote(scope, j)) {
      // A title in quotation marks belongs to the addressee.
      const close = wholeFrom(scope, j).last;
      if (lowerAt(scope, close) === 'that' && !isWholeQuote(scope, scope.reading.quoteOf[j]!)) {
        j = close;
        continue;
      }
      return done('quote', j);
    }
    const token = tokens[j]!;
    const { lower } = token;
    if (lower === ':') return inQuote(scope, j + 1) ? done('quote', j + 1) : done('colon', j + 1);
    // "put it this way: …"
    if (lower === 'this' && lowerAt(scope, j + 1) === 'way') {
      j += 2;
      continue;
    }
    // "said – and managers agreed – that …"
    const resumed = lower === '–' || lower === '—' ? afterDashes(scope, j) : -1;
    if (resumed > 0) {
      j = resumed;
      continue;
    }
    // "said (,) when asked whether p (,) that q"
    const answer = answerBehind(scope, lower === ',' ? j + 1 : j);
    if (answer > 0) {
      j = answer;
      continue;
    }
    if (lower === ',') {
      if (inQuote(scope, j + 1)) return done('quote', j + 1);
      // "said, citing two officials, that …"
      let close = j + 1;
      while (close < hi && close < j + 30 && !(tokens[close]!.text === ',' && !inQuote(scope, close))) close++;
      if (
        tokens[close]?.text === ',' &&
        close < hi &&
        (lowerAt(scope, close + 1) === 'that' || inQuote(scope, close + 1)) &&
        // "p, Halm said, adding, “…”": the quotation is what was added.
        !isTelling(lowerAt(scope, j + 1)) &&
        // "in Lund, where she lives, that"
        (/^(?:where|who|which|whose)$/u.test(lowerAt(scope, j + 1)) || !hasFiniteVerb(scope, j + 1, close))
      ) {
        j = close + 1;
        continue;
      }
      // “It held,” she said, and that it would hold: more of what was said before.
      const that = /^(?:and|but|or)$/u.test(lowerAt(scope, j + 1)) ? -1 : thatAhead(scope, j + 1, has('a'));
      if (that >= 0 && has('t')) {
        j = that;
        continue;
      }
      return { complement: null, at: j };
    }
    if (lower === 'that') {
      const next = tokens[j + 1];
      // "said that was natural": a demonstrative, not a conjunction; "reported on a fire that killed two": a pronoun.
      if (next && isVerb(next.pos) && !/^(?:being|having)$/u.test(next.lower) && has('b'))
        // Behind an adjunct a gerund is a subject: "complained in Orsk that linking him to the fire was unfair".
        return adjunct !== j
          ? done('clause', j)
          : next.lower.endsWith('ing')
            ? done('that', j + 1)
            : { complement: null, at: j };
      return done('that', j + 1);
    }
    if (WH.has(lower) && (has('t') || (has('q') && !silent))) {
      if (lower === 'when' && !(silent && has('t'))) return { complement: null, at: j };
      if (lower === 'if' && !silent) return has('b') ? done('clause', j) : { complement: null, at: j };
      return done('wh', lower === 'whether' || lower === 'if' ? j + 1 : j);
    }
    const date = dateFrom[j]!;
    // "said Saturday's match was hard": a date that owns what follows it belongs to the content.
    const owns = date >= 0 && /^['’]s?$/u.test(lowerAt(scope, dates[date]!.last)) && !inQuote(scope, dates[date]!.last);
    if (date >= 0 && !owns) {
      j = dates[date]!.last;
      continue;
    }
    // "reported every ninety minutes", "says each year that …": how often, not what
    const often = /^(?:every|each)$/u.test(lower) ? coreAfter(scope.reading, j, hi) : -1;
    if (often > 0 && TIME_UNIT.test(lowerAt(scope, often - 1))) {
      j = often;
      continue;
    }
    if (lower === 'as' && has('n') && !has('b')) {
      const object = afterVerdict(scope, j + 1);
      if (object > 0) {
        j = object;
        continue;
      }
    }
    if (!addressed) {
      addressed = true;
      const end = OBJECT_PRONOUNS.has(lower) && token.pos === 'PRON' ? j + 1 : coreAfter(scope.reading, j, hi);
      // "told Channel 4's “Good Morning” that …"
      if (end > 0 && /^['’]s$/u.test(lowerAt(scope, end)) && inQuote(scope, end + 1)) {
        j = wholeFrom(scope, end + 1).last;
        continue;
      }
      if (end > 0) {
        const next = tokens[end]!;
        const boundary =
          end >= hi ||
          inQuote(scope, end) ||
          /^(?:that|[,:]|how|why|whether|what|if)$/u.test(next.lower) ||
          ADJUNCT.has(next.lower) ||
          dateFrom[end]! >= 0;
        const clauseAfter = !boundary && !isVerb(next.pos) && next.pos !== 'PUNCT' && hasFiniteVerb(scope, end, hi);
        // "told" always has its addressee; "warned the shelf could break" has none.
        if (boundary || clauseAfter) {
          j = end;
          continue;
        }
      }
    }
    // "maintained throughout that"
    if (lower === 'throughout' && lowerAt(scope, j + 1) === 'that') {
      j++;
      continue;
    }
    if (lower === 'to') {
      // "admitted to having dumped acid"
      if (lowerAt(scope, j + 1).endsWith('ing') && has('g')) return done('gerund', j + 1);
      // "promised to quickly reopen"
      const verb = tokens[j + 1]?.pos === 'ADV' ? tokens[j + 2] : tokens[j + 1];
      if (verb && isVerb(verb.pos)) return has('i') ? done('infinitive', j) : { complement: null, at: j };
    }
    const rounded = lower === 'at' && /^(?:least|most)$/u.test(lowerAt(scope, j + 1));
    if (ADJUNCT.has(lower) && !rounded && (token.pos === 'ADP' || token.pos === 'SCONJ' || lower === 'to')) {
      const end = phraseAfter(scope.reading, j + 1, hi);
      if (end < 0) return { complement: null, at: j };
      j = end;
      adjunct = end;
      continue;
    }
    // "denied misleading anyone": the tagger takes some gerunds for adjectives.
    const gerund =
      token.pos === 'VERB' ||
      (/^(?:ADJ|NOUN)$/u.test(token.pos) &&
        tokens[j + 1] !== undefined &&
        (/^(?:DET|PRON|PROPN|ADJ)$/u.test(tokens[j + 1]!.pos) ||
          /^(?:taking|making|giving|having|using|paying|selling)$/u.test(lower) ||
          // "denies hiding data", not "denied planning permission"
          (j === from && has('g') && tokens[j + 1]!.pos === 'NOUN' && !IS_DENIED.test(lower))));
    // "was reported missing" tells how somebody was, not what he did.
    if (gerund && lower.endsWith('ing') && lower !== 'missing' && has('g')) return done('gerund', j);
    if (
      token.pos === 'ADV' &&
      !owns &&
      lower !== 'there' &&
      lower !== 'here' &&
      !(lower === 'only' && !/^(?:that|:)$/u.test(lowerAt(scope, j + 1))) &&
      !/^(?:about|nearly|almost|more|less|just|over|around|roughly|approximately|so|some)$/u.test(lower) &&
      tokens[j + 1]?.text !== ','
    ) {
      j++;
      continue;
    }
    const content =
      token.pos !== 'PUNCT' && token.pos !== 'CCONJ' && (!isVerb(token.pos) || (lower.endsWith('ing') && has('b')));
    // "suggests 54 percent of voters back him": a share is a clause's subject even when the tagger misses the verb.
    const share = token.pos === 'NUM' && /^(?:percent|%)$/u.test(lowerAt(scope, j + 1));
    // "said the offer “insults the night shift”": a quoted predicate, whatever its words
    const predicate = !/[now]/.test(frames) && inQuote(scope, coreAfter(scope.reading, j, hi));
    if (content && has('b') && (share || predicate || startsClause(scope, j, has('n') || has('w'))))
      return done('clause', j);
    if (content && (has('n') || has('o'))) return done(has('o') ? 'object' : 'noun', j);
    return { complement: null, at: j };
  }
  return { complement: null, at: j };
}

/** Whether the phrase at token `first` has its verb: "the school will close", not "the truth by a man who wept". */
export function isSubject(scope: Scope, first: number): boolean {
  const { reading, hi } = scope;
  const { tokens } = reading;
  let end = lowerAt(scope, first) === 'there' ? first + 1 : phraseAfter(reading, first, hi);
  if (end < 0) return false;
  if (lowerAt(scope, end) === 'and') end = Math.max(end, coreAfter(reading, end + 1, hi));
  if (lowerAt(scope, end) === ',') {
    // "Smith, 42, drove"
    let close = end + 1;
    while (close < hi && tokens[close]!.text !== ',') close++;
    end = close + 1;
  }
  while (end < hi && tokens[end]!.pos === 'ADV') end++;
  return end < hi && isVerb(tokens[end]!.pos) && hasFiniteVerb(scope, end, end + 1);
}
