// `claimwire rank`: check-worthiness of single sentences over JSON lines.
import { CHECKWORTHY_AT, scoreCheckworthiness } from '../../functions/extract/checkworthiness.ts';
import { tokenize } from '../../functions/extract/tokens.ts';
import { lineCommand } from '../jsonl.ts';

const HELP = `claimwire rank: how much sentences given as JSON lines are worth a check

Usage: claimwire rank --in FILE --out FILE

Reads   {id, sentence}
Writes  {id, score, label}    score 0..1 to rank by; label 1 from ${CHECKWORTHY_AT} on, else 0

  --in FILE    input; .gz is unpacked, - is standard input
  --out FILE   output; .gz is packed, - is standard output

A line that cannot be read is reported with its number and answered by {id, error, line}; the rest goes on.
Exit codes: 0 all lines went through, 1 some failed, 2 wrong call.
`;

export const run = lineCommand({
  name: 'rank',
  help: HELP,
  idField: 'id',
  run(record) {
    const { sentence } = record;
    if (typeof sentence !== 'string')
      throw new Error(`reading field "sentence": expected a string, got ${typeof sentence}`);
    const score = scoreCheckworthiness(tokenize(sentence));
    return { id: record.id ?? null, score, label: score >= CHECKWORTHY_AT ? 1 : 0 };
  },
});
