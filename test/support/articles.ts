// Texts for tests: as many different ones as needed, each the same at every run.

const SUBJECTS = [
  'The council',
  'A farmer',
  'The ferry',
  'Our reporter',
  'The orchestra',
  'A neighbour',
  'The mill',
  'The team',
];
const VERBS = [
  'opened',
  'sold',
  'painted',
  'visited',
  'repaired',
  'described',
  'measured',
  'lost',
  'guarded',
  'counted',
];
const OBJECTS = ['the gate', 'an old barn', 'two lanterns', 'the harbour wall', 'the rye field', 'the winter stores'];
const PLACES = [
  'near the river',
  'behind the school',
  'on the hill',
  'at the crossing',
  'by the tower',
  'in the valley',
];
const TIMES = ['before noon', 'after the storm', 'last autumn', 'without a word', 'for the third time', 'as planned'];

/** About `words` words of plain sentences; every seed gives others. */
export function filler(seed: number, words: number): string {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const pick = <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)]!;
  };
  // A made-up word in each sentence keeps sentences of different seeds apart.
  const syllables = ['ba', 'ke', 'lo', 'mi', 'ru', 'sa', 'te', 'vo', 'zi', 'dan', 'fel', 'gor'];
  const invented = () => pick(syllables) + pick(syllables) + pick(syllables);
  const sentences: string[] = [];
  for (let count = 0; count < words; ) {
    const sentence = `${pick(SUBJECTS)} ${invented()} ${pick(VERBS)} ${pick(OBJECTS)} ${invented()} ${pick(PLACES)} ${invented()} ${pick(TIMES)} ${invented()}.`;
    sentences.push(sentence);
    count += sentence.split(' ').length;
  }
  return sentences.join(' ');
}
