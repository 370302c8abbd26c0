// An attribution: a cue, the phrase of whoever speaks, and the content that is theirs.
import type { CueEntry } from './cues.ts';
import type { Sentence } from './document.ts';
import type { Phrase } from './phrases.ts';
import type { VerbGroup } from './verb-group.ts';

type Construction = 'forward' | 'back' | 'inverted' | 'according-to' | 'impersonal' | 'passive' | 'carried';

/** Token range, end exclusive. */
export interface Piece {
  first: number;
  last: number;
}

export interface Attribution {
  entry: CueEntry;
  /** Tokens of the cue's main words ("declined to say"); null when nothing says it ("carried"). */
  cue: Piece | null;
  group: VerbGroup | null;
  speaker: Phrase | null;
  content: Piece[];
  construction: Construction;
  sentence: Sentence;
  /** Tokens of the reporting clause, where the date of saying is looked for. */
  clause: Piece[];
  /** Polarity after negation and silence. */
  polarity: 'affirmed' | 'denied' | 'questioned';
  /** Negation of a verb of belief hedges, silence hedges. */
  silent: boolean;
  /** The attribution whose speaker is meant, when none stands here. */
  speakerFrom: Attribution | null;
  /** Whether the content is a dialogue line that begins with a dash. */
  dialogue: boolean;
}

/** Whether a token stands in the content of one of them. */
export const isInContent = (attributions: readonly Attribution[], token: number): boolean =>
  attributions.some(({ content }) => content.some(({ first, last }) => token >= first && token < last));
