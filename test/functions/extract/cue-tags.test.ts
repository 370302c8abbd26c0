// Reporting verbs that the tagger took for nouns.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a reporting verb that the tagger takes for a noun', () => {
  test.each<[string, string[]]>([
    ['The “who said it” club claims the town owes it money.', ['club | claims | the town owes it money']],
    [
      'Although the fleet sank in May, the union claims the firm owes drivers money.',
      ['the union | claims | the firm owes drivers money'],
    ],
    [
      'Three senators, among them Ada Quist, doubt that the dam will hold.',
      ['Three senators, among them Ada Quist | doubt | the dam will hold (denied)'],
    ],
    ['Halm, Quist and Venn, all from Orsk, doubt that the dam will hold.', []],
    [
      'Halm, the mayor of Orsk, doubts that the dam will hold.',
      ['Halm, the mayor of Orsk | doubts | the dam will hold (denied)'],
    ],
    [
      'The insurer paid, and the union claims the firm owes drivers money.',
      ['the union | claims | the firm owes drivers money'],
    ],
    ['Experts fear hundreds of homes could be lost.', ['Experts | fear | hundreds of homes could be lost']],
    ['Officials estimate 70% of homes were damaged.', ['Officials | estimate | 70% of homes were damaged']],
    ['Documents show Halm knew about the leak.', ['Documents | show | Halm knew about the leak']],
    ['Residents fear new flats will block the light.', ['Residents | fear | new flats will block the light']],
    ['Some state laws were struck down.', []],
    ['The sports show presenters were sacked.', []],
    ['Insurance claims workers filed were paid late.', []],
    ['Firms report losses caused by storms.', []],
    ['Victims fear reprisals and want to move.', []],
    ['Visitors report rooms being dirty.', []],
    ['Traders report figures that beat forecasts.', []],
    ['Traders report losses, figures show.', []],
    [
      'The findings, published Monday in Cell Maps, show that mice can learn.',
      ['The findings, published Monday in Cell Maps | show | mice can learn'],
    ],
    [
      'The documents, obtained by the Post, show that Halm knew.',
      ['The documents, obtained by the Post | show | Halm knew'],
    ],
    ['The emails, seen by the agency, show that Halm knew.', ['The emails, seen by the agency | show | Halm knew']],
    ['The ships, built in Lund, report to the navy that rules the sea.', []],
    ['The hall has two shows that people like.', []],
    ['Halm, who claims the vote was stolen, has left.', ['who | claims | the vote was stolen']],
    ['Ships are rare now, from Orsk to Lund, claims of theft are not.', []],
    ['Documents seen by the agency show the dam leaked.', ['Documents seen by the agency | show | the dam leaked']],
    [
      'The documents seen by the agency show that the dam leaked.',
      ['The documents seen by the agency | show | the dam leaked'],
    ],
    [
      'Figures released by the ministry on Monday show exports fell.',
      ['Figures released by the ministry | show | exports fell'],
    ],
    ['Engineers trained by the agency show that the dam leaked.', []],
    ['The figure released by the ministry on Monday show exports fell.', []],
    ['Six in 10 say the dam will hold.', ['Six in 10 | say | the dam will hold']],
    ['Polls show him leading.', ['Polls | show | him leading (stance)']],
    ['Public records show no gifts at all.', ['Public records | show | no gifts at all (stance)']],
    ['It is a plan that many economists say is dead.', ['many economists | say | a plan / is dead']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a relative clause about what others claim', () => {
  test.each<[string, string[]]>([
    ['The bill, which ministers claim will save money, passed.', ['ministers | claim | The bill / will save money']],
    ['The bill, which ministers claims will save, passed.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('who publishes where', () => {
  test.each<[string, string[]]>([
    [
      'The dust holds salt, a team led by Ada Quist reports in Harbour Letters.',
      ['a team led by Ada Quist | reports | The dust holds salt'],
    ],
    ['The dust holds salt, a pile of weather reports in French.', []],
    ['The dust holds salt, two weather reports in French.', []],
    ['The dust holds salt, a team of weather reports in color.', []],
    ['Dust and salt, a team led by Ada Quist reports in Harbour Letters.', []],
    ['The team of weather reports in French.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a headline', () => {
  test.each<[string, string[]]>([
    ['Ex-guard claims prison ignored warnings', ['Ex-guard | claims | prison ignored warnings']],
    ['Ex-guard claims prison ignored warnings.', []],
    ['The guard claims prison ignored warnings', []],
    [
      'The paper does not say that it leaked, its authors stress.',
      [
        'The paper | does not say | it leaked (questioned)',
        'its authors | stress | The paper does not say that it leaked',
      ],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('verbs that the tagger takes for nouns', () => {
  test.each<[string, string[]]>([
    ['Data from the probe show that the crust is thin.', ['Data from the probe | show | the crust is thin']],
    [
      'Minutes of the meeting, obtained by the Beacon, show that trustees knew of the debt.',
      ['Minutes of the meeting, obtained by the Beacon | show | trustees knew of the debt'],
    ],
    ['Heat pumps save money, claims the industry.', ['the industry | claims | Heat pumps save money']],
    ['Heat pumps save money, claims the industry rejects.', []],
    ['Heat pumps, claims the industry.', []],
    ['Heat pumps save money, votes the industry.', []],
    ['Heat pumps save money, claims industry.', []],
    ['Heat pumps save money, claims the.', []],
    [
      'The union claims 85 percent of drivers joined the walkout.',
      ['The union | claims | 85 percent of drivers joined the walkout'],
    ],
    ['The union files claims 85 times.', []],
    ['Firms file claims 85 percent of the time.', []],
    [
      'Warmer nights make the beetles bolder, the researchers report in the journal.',
      ['the researchers | report | Warmer nights make the beetles bolder'],
    ],
    [
      'Rain is likely in the west, the latest surveys claim.',
      ['the latest surveys | claim | Rain is likely in the west'],
    ],
    ['Ada Quist likes beer, a house prices report in the paper.', ['Ada Quist | likes | beer (stance)']],
    ['Sales fell in May, the sports report.', []],
    ['Warmer nights and bold beetles, the researchers report.', []],
    ['Warmer nights make the beetles bolder, the researchers report was thrown out.', []],
    ['Nights are warm as the researchers report.', []],
    ['Nights are warm, the researchers vote.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a particle at the end, and an inverted verb', () => {
  test.each<[string, string[]]>([
    ['Experts point out', []],
    ['Heat pumps save money, claims Orsk.', ['Orsk | claims | Heat pumps save money']],
    ['Heat pumps save money, claims “the industry”.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
