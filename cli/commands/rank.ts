// `claimwire rank`: check-worthiness of single sentences over JSON lines.
import { CHECKWORTHY_AT, scoreCheckworthiness } from '../../functions/extract/checkworthiness.ts';
import { tokenize } from '../../functions/extract/tokens.ts';
import { runLines } from '../jsonl.ts';
import { parseOptions, required } from '../usage.ts';

const HELP = `claimwire rank: how much sentences given as JSON lines are worth a check

Usage: claimwire rank --in FILE --out FILE

Reads   {id, sentence}
Writes  {id, score, label}    score 0..1 to rank by; label 1 from ${CHECKWORTHY_AT} on, else 0

  --in FILE    input; .gz is unpacked, - is standard input
  --out FILE   output; .gz is packed, - is standard output

Exit codes: 0 all lines went through, 1 some failed, 2 wrong call.
`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseOptions({
    args,
    options: { in: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { failed } = await runLines({
    name: 'rank',
    in: required(values.in, 'in', 'rank'),
    out: required(values.out, 'out', 'rank'),
    idField: 'id',
    run(record) {
      const { sentence } = record;
      if (typeof sentence !== 'string')
        throw new Error(`reading field "sentence": expected a string, got ${typeof sentence}`);
      const score = scoreCheckworthiness(tokenize(sentence));
      return { id: record.id ?? null, score, label: score >= CHECKWORTHY_AT ? 1 : 0 };
    },
  });
  return failed === 0 ? 0 : 1;
}
