// Check-worthiness: how much a sentence is worth a fact-checker's time, from features one can see in it.
import { numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';

/**
 * Weights of the features, in log-odds. Set by hand in whole and half points: a number with a unit is the strongest sign of
 * a checkable statement, then past events, comparisons and names; opinions, plans, questions and talk about oneself are what
 * nobody can check (the kinds of feature of ClaimBuster: Hassan et al., KDD 2017).
 */
const WEIGHTS = {
  bias: -1.5,
  number: 1,
  moreNumbers: 0.5,
  percentOrMoney: 1,
  name: 0.3,
  pastVerb: 0.5,
  comparison: 0.5,
  record: 0.5,
  causal: 0.4,
  longEnough: 0.5,
  tooShort: -1.5,
  firstPersonSingular: -0.7,
  secondPerson: -0.8,
  opinion: -0.7,
  future: -0.6,
  question: -1.5,
  greeting: -1,
  subjunctive: -0.4,
} as const;

const COMPARISON =
  /^(?:more|less|fewer|most|least|highest|lowest|largest|biggest|smallest|worst|best|higher|lower|than|double|doubled|tripled|half|twice|record|increase|increased|decrease|decreased|rise|rose|risen|fell|fallen|drop|dropped|cut|grew|grown|lost|doubling|majority|average|rate)$/u;
const TOPIC =
  /^(?:tax|taxes|budget|deficit|debt|unemployment|jobs|income|wages|crime|troops|billion|million|trillion|spending|inflation|growth|trade|imports|exports|deaths|killed|cases|vote|voted|votes|bill|law|treaty|percent|insurance|immigration|nuclear|weapons|veto|vetoed|supported|opposed|passed|signed|record)$/u;
const ABSOLUTE = /^(?:never|ever|every|first|only|last|since|ago|years?|history|all|none|nobody|always)$/u;
const OPINION =
  /^(?:think|believe|feel|hope|should|must|ought|good|bad|great|wonderful|terrible|beautiful|important|want|need|love|hate|glad|proud|sorry|wish|opinion|maybe|perhaps|like|try|let|let's)$/u;
const GREETING = /^(?:thank|thanks|hello|welcome|applause|please|yes|well|okay|oh|good-bye)$/u;

/** Scores one sentence's tokens; 0..1, and 0.5 is the line above which it is labelled check-worthy. */
export function scoreCheckworthiness(tokens: readonly Token[]): number {
  let score: number = WEIGHTS.bias;
  let numbers = 0;
  let percent = false;
  let names = 0;
  let past = 0;
  let comparison = 0;
  let topic = 0;
  let absolute = 0;
  let opinion = 0;
  let singular = 0;
  let second = 0;
  let future = 0;
  let greeting = false;
  let words = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { lower, pos, text } = tokens[i]!;
    if (pos !== 'PUNCT') words++;
    const number = numberAt(tokens, i);
    if (number && lower !== 'one') {
      numbers++;
      const next = tokens[number.last]?.lower;
      if (
        next === 'percent' ||
        next === '%' ||
        next === 'dollars' ||
        number.scale > 1 ||
        /^[$€£]$/u.test(tokens[i - 1]?.text ?? '')
      )
        percent = true;
      i = number.last - 1;
      continue;
    }
    if (i > 0 && pos === 'PROPN' && /^\p{Lu}/u.test(text) && tokens[i - 1]!.pos !== 'PROPN') names++;
    if (pos === 'VERB' && /(?:ed|[^i]ent|ought|ew|ade|old|ad|ost|ave|ell|ose|ook|ent)$/u.test(lower)) past++;
    if (/^(?:was|were|had|has|have|did|been)$/u.test(lower)) past++;
    if (COMPARISON.test(lower)) comparison++;
    if (TOPIC.test(lower)) topic++;
    if (ABSOLUTE.test(lower)) absolute++;
    if (OPINION.test(lower)) opinion++;
    if (/^(?:i|me|my|i'm|i've)$/u.test(lower)) singular++;
    if (/^(?:you|your)$/u.test(lower)) second++;
    if (/^(?:will|would|going|'ll|shall|could|might|may|if)$/u.test(lower)) future++;
    if (GREETING.test(lower) && i < 2) greeting = true;
  }
  if (numbers > 0) score += WEIGHTS.number;
  if (numbers > 1) score += WEIGHTS.moreNumbers;
  if (percent) score += WEIGHTS.percentOrMoney;
  score += WEIGHTS.name * Math.min(names, 3);
  score += WEIGHTS.pastVerb * Math.min(past, 2);
  score += WEIGHTS.comparison * Math.min(comparison, 2);
  score += WEIGHTS.record * Math.min(topic, 2);
  score += WEIGHTS.causal * Math.min(absolute, 2);
  if (words >= 10) score += WEIGHTS.longEnough;
  if (words < 6) score += WEIGHTS.tooShort;
  score += WEIGHTS.firstPersonSingular * Math.min(singular, 1);
  score += WEIGHTS.secondPerson * Math.min(second, 1);
  score += WEIGHTS.opinion * Math.min(opinion, 2);
  score += WEIGHTS.future * Math.min(future, 2);
  if (tokens.at(-1)?.text === '?') score += WEIGHTS.question;
  if (greeting) score += WEIGHTS.greeting;
  return Math.round((1 / (1 + Math.exp(-score))) * 1000) / 1000;
}

/** At or above this score a sentence is labelled check-worthy: even odds. */
export const CHECKWORTHY_AT = 0.5;
