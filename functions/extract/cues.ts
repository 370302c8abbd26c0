// The lexicon of reporting words: which verb introduces a claim, how it is built, what stance it tells.
import type { Cue } from '../../shared/records/claim.ts';

type CueClass = Cue['class'];

/**
 * Constructions a cue takes, one letter each:
 * t a clause with "that" (also how, whether, why) · b a clause without "that" · q a quotation beside it ·
 * p after or inside its content ("…, he said") · n a noun phrase that names the content · i an infinitive ("claimed to
 * have …", "vowed to …") · g a gerund ("denied taking part") · a an addressee before the content ("told reporters that") ·
 * w weak, it also takes plain objects: no comma may stand between its subject and verb ("reported a fault, police said") ·
 * o a complement of its own kind: "accuse X of …", "blame X for …", "call X Y", "urge X to …".
 * Without a letter the same word is another sense: "added 40 stores" is no claim because `add` has no n.
 */
export interface CueEntry {
  lemma: string;
  class: CueClass;
  frames: string;
  polarity: 'affirmed' | 'denied' | 'questioned';
  /** Who hedges the content by this word: the speaker (believe) or the author (allege); null for a plain report. */
  hedgedBy: 'speaker' | 'author' | null;
  /** Word that must follow: "point out". */
  particle: string | null;
  /** A mental state or stance, not a claim: reported as an attribution, never stored as a claim. */
  stance: boolean;
}

/** An entry for a cue that no row lists. */
export const plainCue = (lemma: string, cueClass: CueClass): CueEntry => ({
  lemma,
  class: cueClass,
  frames: '',
  polarity: 'affirmed',
  hedgedBy: null,
  particle: null,
  stance: false,
});

/** lemma, frames; a particle after a blank in the lemma. */
const ROWS: [CueClass, string][] = [
  [
    'say',
    `say:tbqp tell:tbqpa state:tbqpw write:tbqpw note:tbqpw add:tbqpw explain:tbqp remark:tbqp comment:qp observe:tbqpw
     mention:tpw reply:tbqp respond:tqp answer:tqp counter:tqp retort:tqp continue:q go~on:q stress:tbqp emphasize:tqpn emphasise:tqpn
     underline:t underscore:t reiterate:tbqpn repeat:tqpw recall:tbqpw recount:tqpw remember:tqpw reflect:qp muse:tqp reason:tqp
     point~out:tbqp make~clear:t inform:tqap notify:ta advise:ta brief:ta assure:tbqa reassure:ta remind:tqa convince:t
     tweet:tbqp post:tqpw text:tqp email:tqp blog:tqp message:qp radio:tbqp cable:tqp joke:tbqp quip:tqp laugh:q shrug:q smile:q
     sigh:tq shout:tqp yell:tqp scream:tqp cry:q whisper:tqp mutter:tqp murmur:tqp exclaim:qp chant:q interject:tq
     argue:tbqp opine:tqp agree:tqp concur:tq summarise:q summarize:q conclude:tbqp
     testify:tbqp confess:tqpgi admit:tbqpg acknowledge:tbqpn concede:tbqp grant:t complain:tbqp lament:tqp grumble:tqp
     boast:tbqp brag:tqp gush:q enthuse:q rule:tbpw decide:t hold:tw affirm:tq elaborate:q interrupt:q
     detail:tw describe:o call:o dub:o label:o brand:o blame:o quote:o cite:o attribute:o insist:tbqp maintain:tbqp
     contend:tbqp assert:tbqp declare:tbqpw proclaim:tbqpn pronounce:q profess:ti plead:tq apologise:q apologize:q snap:q
     fume:tq rage:q deadpan:q recite:q echo:tq marvel:tq chuckle:q clarify:tbqp specify:tq stipulate:t reaffirm:tqn
     accept:t aver:tqp depose:t avow:t gripe:tqp fret:tqp volunteer:tq venture:tq tout:o submit:t protest:tqp confide:tqp intimate:t recollect:tbqp relate:tw decree:tq preach:tq
     moan:tqp whine:tq object:tq divulge:t allow:t flag:t illustrate:t swear:tbqp attest:t vouch:t put~it:qp drawl:q bark:q bellow:q mumble:q croak:q stammer:q`,
  ],
  [
    'report',
    `report:tbqpgw announce:tbqpnw reveal:tbqpnw disclose:tbqpnw confirm:tbqpnw find:tbpw show:tbpw indicate:tbqpw document:tw
     determine:tw establish:tw discover:tw demonstrate:t prove:t record:tw read:qw certify:t verify:t detect:tw uncover:tw
     notice:tw witness:tw learn:tw hear:tw calculate:tbpw headline:q publish:q broadcast:t`,
  ],
  ['promise', `promise:tbqpi pledge:tbqpi vow:tbqpi guarantee:tb threaten:ti undertake:i`],
  ['warn', `warn:tbqpa caution:tbqpa alert:ta`],
  ['question', `ask:q wonder:tq question:t inquire:q enquire:q query:t`],
];
const HEDGED_BY_SPEAKER: [CueClass, string][] = [
  [
    'believe',
    `believe:tbqp think:tbqp expect:tbpni estimate:tbqpn predict:tbqpn forecast:tbqpn suspect:tbqpn fear:tbqp suggest:tbqp
     assume:tbp imagine:tp guess:tbqp feel:tb project:tbp anticipate:tpn hope:tb speculate:tqp theorise:tq theorize:tq
     hypothesise:t hypothesize:t surmise:tq presume:tb infer:t consider:t sense:t envisage:t envision:t calculate~on:t
     hint:tq imply:t foresee:tn prophesy:tq assess:t gauge:t judge:t worry:tq trust:t reckon:tbqp posit:t conjecture:tq understand:p`,
  ],
];
const HEDGED_BY_AUTHOR: [CueClass, string][] = [
  ['claim', `allege:tbqpni claim:tbqpiw purport:i insinuate:t rumour:t rumor:t`],
  ['accuse', `accuse:oq charge:t implicate:o`],
];
const DENIED: [CueClass, string][] = [
  [
    'deny',
    `deny:tbqpng reject:tn dismiss:n refute:tn dispute:tn rebut:tn contradict:tn retract:n withdraw:n disavow:n
     repudiate:n rubbish:n disclaim:n debunk:n rule~out:tng scotch:n recant:n contest:n`,
  ],
];
const DENIED_AND_HEDGED: [CueClass, string][] = [['deny', `doubt:tbp disbelieve:tn`]];
/** PolNeAR and PARC count wants, likes and blame as attributions; they tell what somebody favours, not what is the case. */
const STANCES: [CueClass, string][] = [
  [
    'demand',
    `want:in urge:o demand:tn call~for:n call~on:o ask~for:n seek:in request:tn propose:tnigq recommend:tng plan:i hope~for:n
     offer:i agree~to:n intend:i press~for:n push~for:n lobby~for:n advocate:n advocate~for:n order:o encourage:o beg:o
     implore:o recommend:tn vow:n promise:n pledge:n threaten:n prefer:ni refuse:i decline:i support:n back:n endorse:n
     oppose:n favor:n favour:n praise:n criticize:n criticise:n condemn:n denounce:n slam:n blast:n attack:n mock:n welcome:n
     applaud:n defend:n tout:n deride:n ridicule:n decry:n bemoan:n deplore:n hail:n laud:n compliment:n thank:n rebuke:n
     ridicule:n question:n discuss:n mention:n explain:n cite:n describe:n express:n stress:n address:n know:tb see:t
     understand:t like:n love:n hate:n regret:tn lament:n predict:n reveal:n highlight:n emphasize:n note:n acknowledge:n
     signal:tn announce:n reference:n recount:n raise~about:n talk~about:n speak~about:n point~to:n refer~to:n
     complain~about:n worry~about:n boast~about:n warn~of:n warn~about:n joke~about:n argue~for:n speak~of:n
     comment~on:n insist~on:n object~to:n speak~out:n rail~against:n campaign~for:n
     credit:n compare:n admire:n dislike:n resent:n mourn:n tease:n recognize:tn recognise:tn realize:t realise:t
     ask:to call:o show:n tell:o warn:o blame:o hope:i dismiss:n reject:n echo:n invoke:n accuse:o
     vote~for:n vote~against:n agree~with:n disagree~with:n side~with:n call~out:n claim:n suggest:n champion:n`,
  ],
];

/** Irregular inflections: lemma to third person, past, participle, -ing where the regular rule fails. */
const IRREGULAR: Record<string, string> = {
  say: 'says said saying',
  tell: 'tells told telling',
  write: 'writes wrote written writing',
  read: 'reads read reading',
  find: 'finds found finding',
  show: 'shows showed shown showing',
  hold: 'holds held holding',
  think: 'thinks thought thinking',
  feel: 'feels felt feeling',
  hear: 'hears heard hearing',
  swear: 'swears swore sworn swearing',
  make: 'makes made making',
  go: 'goes went',
  put: 'puts put putting',
  know: 'knows knew known knowing',
  see: 'sees saw seen seeing',
  understand: 'understands understood understanding',
  seek: 'seeks sought seeking',
  foresee: 'foresees foresaw foreseen foreseeing',
  submit: 'submits submitted submitting',
  flag: 'flags flagged flagging',
  undertake: 'undertakes undertook undertaken undertaking',
  speak: 'speaks spoke spoken speaking',
  forecast: 'forecasts forecast forecasted forecasting',
  withdraw: 'withdraws withdrew withdrawn withdrawing',
  broadcast: 'broadcasts broadcast broadcasting',
  quip: 'quips quipped quipping',
  admit: 'admits admitted admitting',
  rebut: 'rebuts rebutted rebutting',
  brag: 'brags bragged bragging',
  beg: 'begs begged begging',
  blog: 'blogs blogged blogging',
  snap: 'snaps snapped snapping',
  shrug: 'shrugs shrugged shrugging',
  drag: 'drags dragged dragging',
  plan: 'plans planned planning',
  infer: 'infers inferred inferring',
  prefer: 'prefers preferred preferring',
  slam: 'slams slammed slamming',
  refer: 'refers referred referring',
  plead: 'pleads pleaded pled pleading',
  dub: 'dubs dubbed dubbing',
  regret: 'regrets regretted regretting',
  like: 'likes liked',
};

/** Every inflected form of a regular or listed verb, the lemma among them. */
function inflect(lemma: string): string[] {
  const irregular = IRREGULAR[lemma];
  if (irregular !== undefined) return [lemma, ...irregular.split(' ')];
  if (/[^aeiou]y$/.test(lemma)) {
    const stem = lemma.slice(0, -1);
    return [lemma, `${stem}ies`, `${stem}ied`, `${lemma}ing`];
  }
  if (lemma.endsWith('e')) return [lemma, `${lemma}s`, `${lemma}d`, `${lemma.slice(0, -1)}ing`];
  const third = /(?:s|x|z|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  return [lemma, third, `${lemma}ed`, `${lemma}ing`];
}

function parse(
  rows: [CueClass, string][],
  rest: Omit<CueEntry, 'lemma' | 'class' | 'frames' | 'particle'>,
): CueEntry[] {
  return rows.flatMap(([cueClass, list]) =>
    list.split(/\s+/).map((item) => {
      const [name, frames] = item.split(':') as [string, string];
      const [lemma, particle = null] = name.split('~') as [string, string?];
      return { lemma, class: cueClass, frames, particle, ...rest };
    }),
  );
}

/** Adjectives that report behind a form of "be": "is adamant that p". */
const ADJECTIVES: CueEntry[] = [
  ...parse([['say', 'adamant:t insistent:t emphatic:t clear:t']], {
    polarity: 'affirmed',
    hedgedBy: null,
    stance: false,
  }),
  ...parse(
    [
      [
        'believe',
        'confident:tb convinced:tb certain:tb sure:tb hopeful:tb optimistic:tb afraid:tb worried:tb concerned:tb fearful:tb',
      ],
    ],
    { polarity: 'affirmed', hedgedBy: 'speaker', stance: false },
  ),
  ...parse([['deny', 'doubtful:tb sceptical:tb skeptical:tb unconvinced:tb']], {
    polarity: 'denied',
    hedgedBy: 'speaker',
    stance: false,
  }),
];

const ENTRIES: CueEntry[] = [
  ...parse(ROWS, { polarity: 'affirmed', hedgedBy: null, stance: false }),
  ...parse(HEDGED_BY_SPEAKER, { polarity: 'affirmed', hedgedBy: 'speaker', stance: false }),
  ...parse(HEDGED_BY_AUTHOR, { polarity: 'affirmed', hedgedBy: 'author', stance: false }),
  ...parse(DENIED, { polarity: 'denied', hedgedBy: null, stance: false }),
  ...parse(DENIED_AND_HEDGED, { polarity: 'denied', hedgedBy: 'speaker', stance: false }),
  ...parse(STANCES, { polarity: 'affirmed', hedgedBy: null, stance: true }),
].map((entry) =>
  entry.lemma === 'question' || entry.lemma === 'query' || entry.lemma === 'wonder'
    ? { ...entry, polarity: 'questioned' }
    : entry,
);

const BY_FORM = new Map<string, CueEntry[]>();
for (const entry of ENTRIES) {
  for (const form of new Set(inflect(entry.lemma))) {
    const list = BY_FORM.get(form);
    if (list) list.push(entry);
    else BY_FORM.set(form, [entry]);
  }
}

/**
 * Readings of a lower-cased verb form, claims before stances, those with a matching particle first.
 *
 * @param following the next two words, lower case: they may be the particle ("point out", "make it clear")
 */
export function lookUpCue(form: string, following: readonly string[]): CueEntry[] {
  const entries = BY_FORM.get(form);
  if (!entries) return [];
  return entries
    .filter((entry) => entry.particle === null || following.includes(entry.particle))
    .sort((a, b) => Number(b.particle !== null) - Number(a.particle !== null));
}

const ADJECTIVE_OF = new Map(ADJECTIVES.map((entry) => [entry.lemma, entry]));

/** What an adjective reports behind a form of "be"; undefined when it reports nothing. */
export const adjectiveCue = (form: string): CueEntry | undefined => ADJECTIVE_OF.get(form);

/** True for a form of any verb of the lexicon. */
export const isCueForm = (form: string): boolean => BY_FORM.has(form);

/** True for a form of a verb of speech, in any construction. */
export function isSpeechForm(form: string): boolean {
  return BY_FORM.get(form)?.some((entry) => !entry.stance && /[qp]/.test(entry.frames)) === true;
}

/** Verbs that turn the following "to say", "to confirm" into a silence: "declined to say whether p" is questioned. */
export const SILENCE = new Set([
  'decline',
  'declines',
  'declined',
  'declining',
  'refuse',
  'refuses',
  'refused',
  'refusing',
]);

/** Verbs that only carry the following infinitive cue: "went on to say", "was quick to add". */
export const CARRIERS = new Set([
  'went',
  'go',
  'goes',
  'on',
  'continue',
  'continued',
  'continues',
  'began',
  'begin',
  'begins',
  'came',
  'used',
  'rose',
  'rises',
  'paused',
  'seemed',
  'seems',
  'appeared',
  'appears',
  'quick',
  'failed',
  'fails',
  'proceeded',
  'wanted',
  'wants',
  'likes',
  'liked',
  'likely',
  'unlikely',
]);

/** What can be denied, dismissed or refuted and is itself somebody's claim; "denied bail" and "rejected the bill" are not. */
export const PROPOSITION_NOUN =
  /^(?:accusation|allegation|assertion|charge|claim|suggestion|report|rumou?r|idea|notion|criticism|finding|speculation|statement|story|stories|argument|theory|theories|contention|complaint|insinuation|conclusion|figure|account|version|view|fear|concern|warning|wrongdoing|involvement|responsibility|knowledge|guilt|liability|link|tie|connection|collusion|existence|possibility|prospect|talk|attack|murder|count|offence|offense|manslaughter|assault|fraud|theft|rape|plot)s?$/u;
