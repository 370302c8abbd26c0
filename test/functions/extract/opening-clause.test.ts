// Reporting clauses before their content, and what makes no claim there.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a clause, a quotation or a colon', () => {
  test.each<[string, string[]]>([
    [
      'Said Dora Pohl, who grew up on the hill, “We were all so proud of him.”',
      ['Dora Pohl, who grew up on the hill | Said | “We were all so proud of him.”'],
    ],
    ['Said Dora Pohl: “We were proud.”', ['Dora Pohl | Said | “We were proud.”']],
    ['Said Dora Pohl in Orsk, nobody was proud.', []],
    ['Ines Halm continued: the port was shut.', ['Ines Halm | continued | the port was shut']],
    ['Ines Halm continued:', []],
    [
      'Residents asked: who pays for the dam, and when.',
      ['Residents | asked | who pays for the dam, and when (questioned)'],
    ],
    [
      'Ines Halm said “it gets me mad” every time the lift breaks.',
      ['Ines Halm | said | “it gets me mad” every time the lift breaks'],
    ],
    ['Ines Halm said the dam was safe, speaking on Monday at a hearing.', ['Ines Halm | said | the dam was safe']],
    [
      'Mayor Lena Orr did not dispute that the bridge had been closed for a year.',
      ['Mayor Lena Orr | did not dispute | the bridge had been closed for a year'],
    ],
    [
      'The mayor neither confirmed nor denied that the port was shut.',
      ['The mayor | neither confirmed nor denied | the port was shut (questioned)'],
    ],
    [
      'The mayor said the port was shut, though she did not say why.',
      ['The mayor | said | the port was shut', 'she | did not say | why (questioned)'],
    ],
    ['Residents wondered if the dam would hold.', ['Residents | wondered | the dam would hold (questioned)']],
    ['While she said that the dam was safe, the engineer was uneasy.', ['she | said | the dam was safe']],
    [
      'While she said that the dam was safe, and that it was full, the engineer was uneasy.',
      ['she | said | the dam was safe, and that it was full'],
    ],
    [
      'Although the mayor insisted that the “big, old dam” was safe, the valley was cleared.',
      ['the mayor | insisted | the “big, old dam” was safe'],
    ],
    [
      'When the mayor announced that the dam, which was built in 1931, was leaking, nobody moved.',
      ['the mayor | announced | the dam, which was built in 1931, was leaking'],
    ],
    ['The mayor said, we will walk, that is all.', ['The mayor | said | we will walk, that is all']],
    ['The mayor said: —', []],
    [
      'The mayor said that, citing a letter, the port was shut.',
      ['The mayor | said | citing a letter, the port was shut'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a verdict', () => {
  test.each<[string, string[]]>([
    [
      'Ines Halm called “nonsense” a report that she had promised posts to three donors.',
      ['Ines Halm | called | she had promised posts to three donors (denied)'],
    ],
    ['Ines Halm called “nonsense” the plan for a bridge.', ['Ines Halm | called | the plan for a bridge (denied)']],
    ['Ines Halm called “nonsense”.', []],
    ['The mayor called that a lie.', []],
    [
      'The group wants what it calls “sensible laws on fishing.”',
      ['The group | wants | what it calls “sensible laws on fishing.” (stance)'],
    ],
    ['Ines Halm called the hall “a disgrace” and left.', ['Ines Halm | called | the hall “a disgrace”']],
    ['Ines Halm called the hall a disgrace.', []],
    ['Ines Halm called the driver, who had waited in “the cold”.', []],
    [
      'Firefighters called on residents to leave, before adding that the road was blocked.',
      ['Firefighters | called on | residents to leave (stance)', 'Firefighters | adding | the road was blocked'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('an object and what is said of it', () => {
  test.each<[string, string[]]>([
    [
      'The union accused the firm of hiding a “secret” report.',
      ['The union | accused | the firm of hiding a “secret” report'],
    ],
    ['The suspect implicated two brothers in the theft.', ['The suspect | implicated | two brothers in the theft']],
    ['The suspect implicated two brothers.', []],
    ['The suspect implicated nobody else.', []],
    ['Police blame the crew for the fire.', ['Police | blame | the crew for the fire']],
    ['Police blame the crew.', []],
    ['She described the field as “very good”.', ['She | described | the field as “very good”']],
    ['She described the field.', ['She | described | the field (stance)']],
    ['The paper quoted the minister as ruling out a tax.', ['The paper | quoted | the minister as ruling out a tax']],
    ['The court cited the letter as proof.', ['The court | cited | the letter as proof']],
    ['She touted the mine as a success.', ['She | touted | the mine as a success']],
    ['The plant closed its doors on Friday, blaming the strike for the loss.', []],
    ['The firm did not disclose its losses.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a denial', () => {
  test.each<[string, string[]]>([
    ['Halm denied saying that the ferry was unsafe.', ['Halm | denied saying | the ferry was unsafe (denied)']],
    ['Halm denied saying anything.', ['Halm | denied | saying anything (denied)']],
    ['Halm denied sinking the ferry.', ['Halm | denied | sinking the ferry (denied)']],
    [
      'The dean disputed accusations by Exmoor Oil that students had forged the figures.',
      ['The dean | disputed | students had forged the figures (denied)'],
    ],
    ['The dean disputed a decision by Exmoor Oil that hurt students.', []],
    [
      'The mayor dismissed the criticism as the voice of the mining lobby.',
      ['The mayor | dismissed | the criticism (denied)'],
    ],
    [
      'The mayor dismissed the criticism of her “as chair” role as jealousy.',
      ['The mayor | dismissed | the criticism of her “as chair” role (denied)'],
    ],
    ['She recanted the claim, and the book was pulped.', ['She | recanted | the claim (denied)']],
    ['She recanted the claim.', ['She | recanted | the claim (denied)']],
    ['She confirmed her faith in the club.', []],
    ['He has denied the claim as “preposterous,” as he did in May.', ['He | denied | the claim (denied)']],
    [
      'He rejected suggestions that the fund was empty as “scaremongering”.',
      ['He | rejected | the fund was empty (denied)'],
    ],
    ['He rejected suggestions that the fund was empty as nonsense.', ['He | rejected | the fund was empty (denied)']],
    [
      'He rejected suggestions that the fund “was as empty as a drum”.',
      ['He | rejected | the fund “was as empty as a drum” (denied)'],
    ],
    ['Mayor denies wrongdoing', ['Mayor | denies | wrongdoing (denied)']],
    ['He has denied taking money from the widow.', ['He | denied | taking money from the widow (denied)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
