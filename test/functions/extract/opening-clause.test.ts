// Reporting clauses before their content, and what makes no claim there.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a clause behind "that"', () => {
  test('what a witness accepts', () => {
    expect(attributionLines('She accepted that none were found.')).toEqual(['She | accepted | none were found']);
  });
});

describe('no content', () => {
  test.each<[string, string[]]>([
    ['Children argued over the last apple, and the mayor danced.', []],
    ['Halm said Lund had shown “not a shred of shame”.', ['Halm | said | Lund had shown “not a shred of shame”']],
    ['The report shows “a pattern of abuse”.', ['The report | shows | “a pattern of abuse”']],
    ['Halm shows “they were there”.', ['Halm | shows | “they were there”']],
    ['Halm came, showing “a spine”.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a clause, a quotation or a colon', () => {
  test.each<[string, string[]]>([
    ['Stated Halm:\n\n“It held.”', ['Halm | Stated | “It held.”']],
    ['Stated Halm:\n\nIt held.', []],
    ['In a speech, she declared:\n\n“It held.”', ['she | declared | “It held.”']],
    [
      'Said Dora Pohl, who keeps goats on the hill, “The bell woke every one of us.”',
      ['Dora Pohl, who keeps goats on the hill | Said | “The bell woke every one of us.”'],
    ],
    ['Said Dora Pohl: “The bell woke us.”', ['Dora Pohl | Said | “The bell woke us.”']],
    ['Said Dora Pohl in Orsk, nobody was awake.', []],
    ['Ines Halm continued: the port was shut.', ['Ines Halm | continued | the port was shut']],
    ['Ines Halm continued:', []],
    [
      'Residents asked: who pays for the dam, and when.',
      ['Residents | asked | who pays for the dam, and when (questioned)'],
    ],
    [
      'Ines Halm said “there is a smell of burnt rubber” whenever the lift stops.',
      ['Ines Halm | said | “there is a smell of burnt rubber” whenever the lift stops'],
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
      'Ines Halm called “rubbish” a rumour that she had eaten the prize marrow.',
      ['Ines Halm | called | she had eaten the prize marrow (denied)'],
    ],
    ['Ines Halm called “rubbish” the story of the marrow.', ['Ines Halm | called | the story of the marrow (denied)']],
    ['Ines Halm called “rubbish”.', ['Ines Halm | called | “rubbish” (stance)']],
    ['The mayor called that a lie.', ['The mayor | called | a lie (stance)']],
    [
      'The union wants what it calls “an honest day off.”',
      ['The union | wants | what it calls “an honest day off.” (stance)', 'it | calls | “an honest day off.” (stance)'],
    ],
    ['Ines Halm called the hall “a disgrace” and left.', ['Ines Halm | called | the hall “a disgrace”']],
    ['Ines Halm called the hall a disgrace.', ['Ines Halm | called | the hall a disgrace (stance)']],
    [
      'Ines Halm called the driver, who had waited in “the cold”.',
      ['Ines Halm | called | the driver, who had waited in “the cold” (stance)'],
    ],
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
    ['The clerk implicated two cousins in the theft.', ['The clerk | implicated | two cousins in the theft']],
    ['The clerk implicated two cousins.', []],
    ['The clerk implicated nobody.', []],
    ['Police blame the crew for the fire.', ['Police | blame | the crew for the fire']],
    ['Police blame the crew.', ['Police | blame | the crew (stance)']],
    [
      'She described the soup as “a warm bath for the soul”.',
      ['She | described | the soup as “a warm bath for the soul”'],
    ],
    ['She described the soup.', ['She | described | the soup (stance)']],
    ['The paper quoted the minister as ruling out a tax.', ['The paper | quoted | the minister as ruling out a tax']],
    ['The court cited the letter as proof.', ['The court | cited | the letter as proof']],
    ['She touted the mine as a success.', ['She | touted | the mine as a success']],
    [
      'The plant closed its doors on Friday, blaming the strike for the loss.',
      ['The plant | blaming | the strike for the loss'],
    ],
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
      'The bishop disputed allegations by the choir that the organ had been sold.',
      ['The bishop | disputed | the organ had been sold (denied)'],
    ],
    ['The bishop disputed a decision by the choir that hurt the parish.', []],
    ['The mayor dismissed the complaint as a letter from a rival.', ['The mayor | dismissed | the complaint (denied)']],
    [
      'The mayor dismissed the complaint about her “as seen on screen” hat as jealousy.',
      ['The mayor | dismissed | the complaint about her “as seen on screen” hat (denied)'],
    ],
    ['He withdrew the allegation, and the case was closed.', ['He | withdrew | the allegation (denied)']],
    ['He withdrew the allegation.', ['He | withdrew | the allegation (denied)']],
    ['She confirmed her place in the squad.', []],
    ['He has denied the rumour as “a fairy tale,” and the club believes him.', ['He | denied | the rumour (denied)']],
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
    [
      'Halm retracted her earlier claim that clerks had opened the vault.',
      ['Halm | retracted | clerks had opened the vault (denied)'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a verdict before what is denied, and a claim without “that”', () => {
  test.each<[string, string[]]>([
    ['Halm dismissed as “absurd” claims that the port was shut.', ['Halm | dismissed | the port was shut (denied)']],
    [
      'Halm dismissed as nonsense suggestions that the port was shut.',
      ['Halm | dismissed | the port was shut (denied)'],
    ],
    ['Halm dismissed as a lie the claim that the port was shut.', ['Halm | dismissed | the port was shut (denied)']],
    ['Halm dismissed as rubbish the bill that he had paid.', ['Halm | dismissed | the bill that he had paid (stance)']],
    [
      'Halm dismissed as nonsense everything that the port had said.',
      ['Halm | dismissed | as nonsense everything that the port had said (stance)'],
    ],
    ['The company denies claims it underpaid staff.', ['The company | denies | it underpaid staff (denied)']],
    ['Halm rejected suggestions the scheme had failed.', ['Halm | rejected | the scheme had failed (denied)']],
    ['Halm denied allegations the cash was lost.', ['Halm | denied | the cash was lost (denied)']],
    ['Halm denied the story the paper printed.', ['Halm | denied | the story the paper printed (denied)']],
    ['Halm denied claims the mayor made on Monday.', ['Halm | denied | claims the mayor made on Monday (denied)']],
    ['Halm denied the story had been told.', ['Halm | denied | the story had been told (denied)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('somebody who is quoted as saying', () => {
  test.each<[string, string[]]>([
    [
      'The paper quoted the mayor as saying that the port was shut.',
      [
        'The paper | quoted | the mayor as saying that the port was shut (stance)',
        'the mayor | saying | the port was shut',
      ],
    ],
    ['The paper quoted her as saying “the port is shut”.', ['her | saying | “the port is shut”']],
    ['The mayor was quoted by the paper as saying the port was shut.', ['The mayor | saying | the port was shut']],
    ['The paper quoted the mayor as saying little.', ['The paper | quoted | the mayor as saying little']],
    [
      'The paper described the mayor as saying that the port was shut.',
      ['The paper | described | the mayor as saying that the port was shut'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('sayings that nobody says', () => {
  test.each<[string, string[]]>([
    ['It goes without saying that the port was shut.', []],
    ['The mayor left, saying that the port was shut.', ['The mayor | saying | the port was shut']],
    ['The rest, as they say, is history.', []],
    ['As they said, the port was shut.', ['they | said | the port was shut']],
    ['As the sailors say, the port is shut.', ['the sailors | say | the port is shut']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what a relative clause says of its noun', () => {
  test.each<[string, string[]]>([
    ['The strike, which critics said was illegal, ended.', ['critics | said | The strike / was illegal']],
    [
      'They met over a strike that officials said could hit earnings.',
      ['officials | said | a strike / could hit earnings'],
    ],
    ['A man who police said was armed fled.', ['police | said | A man / was armed']],
    ['A man, who police said was armed, fled in May.', ['police | said | A man / was armed']],
    ['The strike, which critics never said was illegal, ended.', []],
    ['He left, which he said was “wrong, and cruel”.', ['he | said | which / was “wrong, and cruel”']],
    ['She believes that critics said was not enough.', ['She | believes | critics said was not enough']],
    ['Of all that officials said was true.', []],
    ['That officials said was true.', []],
    ['That critics said was kind.', []],
    [
      'It was a storm — which even sailors say was the worst in years.',
      ['sailors | say | which / was the worst in years'],
    ],
    ['She closed a mill the agency said was unsafe.', ['the agency | said | a mill / was unsafe']],
    ['She met Halm the agency said was ill.', []],
    ['In the mill the agency said that it was unsafe.', ['the agency | said | it was unsafe']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('whom a participle describes', () => {
  test.each<[string, string[]]>([
    ['Voters saying that the dam leaked left the hall.', ['Voters | saying | the dam leaked left the hall']],
    ['The firm issued a statement saying that the dam leaked.', ['The firm | saying | the dam leaked']],
    [
      'The mayor attacked the plan, calling it a “disgrace”.',
      ['The mayor | attacked | the plan (stance)', 'The mayor | calling | it a “disgrace”'],
    ],
    ['The mayor left, calling it old.', ['The mayor | calling | it old (stance)']],
    ['Contrary to what Quist has claimed, the fund is full.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what is no claim of a speaker', () => {
  test.each<[string, string[]]>([
    [
      'The insurer rejected her claim because the policy had lapsed.',
      ['The insurer | rejected | her claim because the policy had lapsed (stance)'],
    ],
    ['The insurer rejected her claims for damages.', ['The insurer | rejected | her claims for damages (stance)']],
    ['The mayor rejected the claims as lies.', ['The mayor | rejected | the claims (denied)']],
    [
      'The mayor rejected the theory because it was old.',
      ['The mayor | rejected | the theory because it was old (denied)'],
    ],
    ['Halm was sceptical, saying the plan would fail.', ['Halm | saying | the plan would fail']],
    ['Halm says, win or lose, she stays.', ['Halm | says | win or lose, she stays']],
    [
      'The files indicate, Halm said in a letter, that the dam leaked.',
      ['Halm | said | The files indicate / that the dam leaked'],
    ],
    ['Halm says, the crew left, it seems.', ['Halm | says | the crew left, it seems']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a relative clause that is none', () => {
  test.each<[string, string[]]>([
    ['Of those that officials said were safe, two sank.', []],
    ['He left so that officials said was fine.', []],
    ['A strike, which critics said “was, in part” illegal, ended.', ['which critics | said | “was, in part” illegal']],
    ['The strike which critics said was illegal.', ['critics | said | The strike / was illegal']],
    ['Because that officials said was fine.', []],
    ['He knew what that critics said was.', ['He | knew | what that critics said was (stance)']],
    ['The book, “Dam,” which critics said was dull, sold.', ['which critics | said | The book, “Dam,”']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a relative clause to its end', () => {
  test.each<[string, string[]]>([
    ['They stopped the strike, which critics said was illegal, in May.', ['critics | said | the strike / was illegal']],
    ['The book that he said', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
