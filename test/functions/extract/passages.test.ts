// Passages of many kinds of news, each with the claims it makes: what the rules of extraction give as a whole.
import { describe, expect, test } from 'vitest';
import { extractClaims } from '../../../functions/extract/extract.ts';
import type { ExtractedClaim } from '../../../shared/records/claim.ts';

/** A Thursday. */
const PUBLISHED = '2024-03-14';

/** A claim as one line: speaker, cue, content, then what else is known of it. */
function line(claim: ExtractedClaim): string {
  const { speaker, cue, text, polarity, certainty, saidOn, eventTime, quantities } = claim;
  const notes = [
    polarity === 'affirmed' ? null : polarity,
    certainty.level === 'hedged' ? `hedged by ${certainty.by}` : null,
    saidOn && `said ${saidOn.iso}`,
    ...eventTime.map((time) => `on ${time.iso}`),
    ...quantities.map(({ value, unit }) => [value, unit].filter((part) => part !== null).join(' ')),
  ].filter((note) => note !== null);
  const noted = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return `${speaker.name ?? '?'}, ${cue?.exact ?? 'carried'}: ${text}${noted}`;
}

const linesOf = (text: string): string[] =>
  extractClaims({ text, lang: 'en', publishedAt: PUBLISHED })
    .filter((claim) => claim.kind === 'attributed')
    .map(line);

describe('passages that report what somebody claims', () => {
  test.each<[string, string[]]>([
    [
      "The swimmer's coach, Delia Fonteyn, insisted on Tuesday that the relay team had trained clean since 2018.",
      ['Delia Fonteyn, insisted on: the relay team had trained clean since 2018 (said 2024-03-12; on 2018)'],
    ],
    [
      '“I told the referee it was a handball,” midfielder Arno Vest said after the match. “He laughed.”',
      ['Arno Vest, said: I told the referee it was a handball. He laughed.'],
    ],
    [
      'Ticket prices for the cup final will not rise this year, the league announced on Monday.',
      ['league, announced: Ticket prices for the cup final will not rise this year (said 2024-03-11; on 2024)'],
    ],
    [
      'Striker Ola Brandt, who missed two penalties on Saturday, conceded he had slept badly.',
      ['Ola Brandt, conceded: he had slept badly'],
    ],
    [
      '“We expect a crowd of 40,000,” said stadium manager Petra Quill, “and about half of them will want soup.”',
      [
        'Petra Quill, said: We expect a crowd of 40,000 and about half of them will want soup. (hedged by speaker; 40000)',
      ],
    ],
    [
      'The marathon drew 12,400 runners, organisers said, 900 more than in 2022.',
      ['?, said: The marathon drew 12,400 runners 900 more than in 2022 (on 2022; 12400 runners; 900)'],
    ],
    [
      'Bees can count to four, a study published in Insect Letters last month suggests.',
      ['?, suggests: Bees can count to four (hedged by speaker; said 2024-02; 4)'],
    ],
    [
      'Glaciologist Nils Amundsen estimates that the Varga glacier lost 3.1 billion tonnes of ice between 2010 and 2020.',
      [
        'Nils Amundsen, estimates: the Varga glacier lost 3.1 billion tonnes of ice between 2010 and 2020 (hedged by speaker; on 2010/2020; 3100000000 tonnes)',
      ],
    ],
    [
      'The comet will not return before 2091, according to the observatory in Sant Elio.',
      ['observatory in Sant Elio, according to: The comet will not return before 2091 (on 2091)'],
    ],
    [
      'Researchers from the Ostmark Institute reported on 5 March that a common mould digests nylon.',
      ['?, reported: a common mould digests nylon (said 2024-03-05)'],
    ],
    [
      '“It is either a new particle or a loose cable,” physicist Hana Loris joked.',
      ['Hana Loris, joked: It is either a new particle or a loose cable'],
    ],
    [
      'Dr Ewan Strand believes the skull belonged to a child. His colleague Vera Anders disagrees: the teeth, she says, are those of an adult.',
      [
        'Ewan Strand, believes: the skull belonged to a child (hedged by speaker)',
        'Vera Anders, says: the teeth are those of an adult',
      ],
    ],
    [
      'It is widely believed that eels spawn in the Sargasso Sea. Nobody has seen them do it.',
      ['?, It is widely believed: eels spawn in the Sargasso Sea (hedged by author)'],
    ],
    [
      "The vaccine prevented 78 percent of severe cases, the trial's final report showed.",
      ['?, showed: The vaccine prevented 78 percent of severe cases (78 %)'],
    ],
    [
      'The defendant, 44, told the court in Brenholt that he had mistaken the accelerator for the brake.',
      ['?, told: he had mistaken the accelerator for the brake'],
    ],
    [
      'A jury found that Carrow Freight had falsified its logs for six years.',
      ['?, found: Carrow Freight had falsified its logs for six years (6 years)'],
    ],
    [
      'Nadia Stoll pleaded guilty on Friday. Her lawyer, Piers Aumont, said she regretted everything.',
      ['Piers Aumont, said: she regretted everything'],
    ],
    [
      'The indictment alleges that the two brothers laundered $14.5 million through a bakery.',
      [
        '?, alleges: the two brothers laundered $14.5 million through a bakery (hedged by author; 2 brothers; 14500000 USD)',
      ],
    ],
    ['Both men dispute that the signature is theirs.', ['?, dispute: the signature is theirs (denied)']],
    [
      '“My client has been punished enough,” defence lawyer Ida Cornell told journalists outside the court on Wednesday.',
      ['Ida Cornell, told: My client has been punished enough (said 2024-03-13)'],
    ],
    [
      'According to court documents seen by the Ledger, the broker owed £3.4m to nine clients.',
      ['?, According to: the broker owed £3.4m to nine clients (3400000 GBP; 9 clients)'],
    ],
    [
      'A witness who asked not to be named said the van had left at about 2 a.m.',
      ['?, said: the van had left at about 2 a.m.'],
    ],
    [
      'Hallman Foods said on Thursday it would cut 1,200 jobs by the end of 2025.',
      ['Hallman Foods, said: it would cut 1,200 jobs by the end of 2025 (said 2024-03-14; on 2025; 1200 jobs)'],
    ],
    [
      'The retailer expects sales to grow by 3 to 5 percent next year.',
      ['retailer, expects: sales to grow by 3 to 5 percent next year (hedged by speaker; on 2025; 3 %; 5 %)'],
    ],
    [
      '“There is no black hole in our accounts,” chief executive Tomas Reeve wrote to shareholders on 1 March.',
      ['Tomas Reeve, wrote: There is no black hole in our accounts (said 2024-03-01)'],
    ],
    [
      'Sable Motors denied a newspaper report that its batteries catch fire in the rain.',
      ['Sable Motors, denied: its batteries catch fire in the rain (denied)'],
    ],
    [
      'Analysts at Corwen Bank forecast a loss of €90 million for the first quarter.',
      ['?, forecast: a loss of €90 million for the first quarter (hedged by speaker; on 2024-Q1; 90000000 EUR)'],
    ],
    [
      'People familiar with the talks said the two banks could merge as early as June.',
      ['?, said: the two banks could merge as early as June (hedged by speaker; on 2024-06; 2 banks)'],
    ],
    [
      "The airline's founder, Sir Hector Pym, rejected the suggestion that it was running out of cash.",
      ['Hector Pym, rejected: it was running out of cash (denied)'],
    ],
    [
      'Inflation will fall below 2 percent this summer, the central bank predicts in its latest bulletin.',
      ['central bank, predicts: Inflation will fall below 2 percent this summer (hedged by speaker; 2 %)'],
    ],
    [
      '“Demand is soft,” the Gorse Group acknowledged in a trading update last week.',
      ['Gorse Group, acknowledged: Demand is soft (said 2024-W10)'],
    ],
    [
      'A spokesman for the brewer confirmed that 40,000 bottles had been withdrawn from sale.',
      ['?, confirmed: 40,000 bottles had been withdrawn from sale (40000 bottles)'],
    ],
    [
      'The union claims the firm owes drivers more than 2.5 million euros in overtime.',
      ['union, claims: the firm owes drivers more than 2.5 million euros in overtime (hedged by author; 2500000 EUR)'],
    ],
    ['Doctors in Port Elsin say they are running out of morphine.', ['?, say: they are running out of morphine']],
    [
      'The World Health Bureau (WHB) has warned of a second wave. The WHB said 31 countries were affected.',
      ['World Health Bureau, said: 31 countries were affected (31 countries)'],
    ],
    [
      "One in five patients waits longer than a year, a survey by the nurses' college found.",
      ['?, found: One in five patients waits longer than a year (5 patients)'],
    ],
    [
      'The ministry has denied that the water is unsafe, but residents remain sceptical.',
      ['ministry, denied: the water is unsafe (denied)'],
    ],
    [
      'Health minister Pavel Drago questioned whether the tests had been carried out at all.',
      ['Pavel Drago, questioned: the tests had been carried out at all (questioned; hedged by speaker)'],
    ],
    [
      'The surgeon reportedly told friends that he had never read the file.',
      ['?, told: he had never read the file (hedged by author)'],
    ],
    [
      'In a letter to the Lancaster Review, three pathologists dispute that the virus came from bats.',
      ['?, dispute: the virus came from bats (denied)'],
    ],
    [
      'Residents of Mill Lane complain that lorries pass their bedrooms at 5 a.m.',
      ['?, complain: lorries pass their bedrooms at 5 a.m.'],
    ],
    [
      'Council leader Rhona Pike promised that the pool would reopen by Easter.',
      ['Rhona Pike, promised: the pool would reopen by Easter'],
    ],
    [
      'The pool will reopen in June, Pike added.\n\nRhona Pike has led the council since 2015.',
      ['Rhona Pike, added: The pool will reopen in June (on 2024-06)'],
    ],
    ['“It stank of eggs for a week,” one neighbour recalled.', ['?, recalled: It stank of eggs for a week']],
    [
      'Fire crews needed nine hours to put out the blaze at the paint factory, said a spokeswoman for the brigade, Ilse Norrow.',
      ['Ilse Norrow, said: Fire crews needed nine hours to put out the blaze at the paint factory (9 hours)'],
    ],
    [
      'The parish council is understood to have spent its reserves on a statue.',
      [
        '?, is understood to: The parish council is understood to have spent its reserves on a statue (hedged by author)',
      ],
    ],
    [
      'Shopkeeper Manfred Oates has sold string since 1971. He says nobody buys it now.',
      ['Manfred Oates, says: nobody buys it now'],
    ],
    [
      'The mayor could neither confirm nor deny that the bridge had been sold.',
      ['?, could neither confirm nor deny: the bridge had been sold (questioned; hedged by speaker)'],
    ],
    [
      '“Half the paintings are upside down,” complained critic Oswin Farr in the Sunday Mirror.',
      ['Oswin Farr, complained: Half the paintings are upside down'],
    ],
    ['Conductor Livia Sand vowed to return the prize.', ['Livia Sand, vowed: to return the prize']],
    [
      'The auction house said the manuscript, thought to date from the 1380s, had fetched £2.1 million.',
      [
        '?, said: the manuscript, thought to date from the 1380s, had fetched £2.1 million (hedged by speaker; on 138X; 2100000 GBP)',
      ],
    ],
    [
      'According to the director, Agata Wolff, the film was shot in 19 days.',
      ['Agata Wolff, According to: the film was shot in 19 days (19 days)'],
    ],
    [
      'Playwright Josef Karras has denied stealing the plot from a rival.',
      ['Josef Karras, denied: stealing the plot from a rival (denied)'],
    ],
    [
      'The museum maintains that the crown was bought legally in 1922.',
      ['museum, maintains: the crown was bought legally in 1922 (on 1922)'],
    ],
    [
      'Netlane acknowledged on its blog on Wednesday that the outage had lasted 11 hours.',
      ['Netlane, acknowledged: the outage had lasted 11 hours (said 2024-03-13; 11 hours)'],
    ],
    [
      "The app's maker, Fernwood Labs, says it stores no data. Two researchers claim otherwise.",
      ['Fernwood Labs, says: it stores no data'],
    ],
    [
      '“We take security seriously,” Quayle Systems said in an email.',
      ['Quayle Systems, said: We take security seriously'],
    ],
    [
      'Engineers suspect that a single bad update brought down 4,000 cash machines on 2 March.',
      [
        '?, suspect: a single bad update brought down 4,000 cash machines on 2 March (hedged by speaker; on 2024-03-02; 4000 cash machines)',
      ],
    ],
    [
      'Chief technology officer Bea Lindqvist tweeted that the rumours were “total fiction”.',
      ['Bea Lindqvist, tweeted: the rumours were “total fiction”'],
    ],
    [
      'Up to 90 millimetres of rain may fall by Sunday, the weather service said.',
      [
        'weather service, said: Up to 90 millimetres of rain may fall by Sunday (hedged by speaker; on 2024-03-17; 90 millimetres)',
      ],
    ],
    [
      'Forecasters expect winds of 110 to 130 kilometres per hour on the coast tonight.',
      [
        '?, expect: winds of 110 to 130 kilometres per hour on the coast tonight (hedged by speaker; on 2024-03-14; 110 kilometres; 130 kilometres)',
      ],
    ],
    [
      'The storm “could be the worst in a generation”, meteorologist Runa Vik told public radio on Wednesday.',
      ['Runa Vik, told: The storm “could be the worst in a generation” (hedged by speaker; said 2024-03-13)'],
    ],
    [
      'Police in Dorrit said on Friday that they had recovered 17 stolen tractors.',
      ['Police, said: they had recovered 17 stolen tractors (said 2024-03-08; 17 tractors)'],
    ],
    [
      'A man in his thirties was arrested. Inspector Gwen Tully said he had been found asleep in the vault.',
      ['Gwen Tully, said: he had been found asleep in the vault'],
    ],
    [
      'The gang is alleged to have stolen 300 church bells since October.',
      [
        '?, is alleged to: The gang is alleged to have stolen 300 church bells since October (hedged by author; on 2023-10; 300 church bells)',
      ],
    ],
    [
      'Detective Chief Inspector Owen Fisk appealed for witnesses. He said the victim was wearing one shoe.',
      ['Owen Fisk, said: the victim was wearing one shoe'],
    ],
    [
      'Prosecutors accuse Dario Melk of selling the same house four times.',
      ['?, accuse: Dario Melk of selling the same house four times (hedged by author; 4 times)'],
    ],
    [
      'Farmers fear the harvest will be a third smaller than in 2023.',
      ['?, fear: the harvest will be a third smaller than in 2023 (hedged by speaker; on 2023)'],
    ],
    [
      '“The sheep know before we do,” shepherd Angus Roy told this reporter.',
      ['Angus Roy, told: The sheep know before we do'],
    ],
    [
      'The farm minister, Juno Castell, has repeatedly said that no subsidies will be paid after 2026.',
      ['Juno Castell, said: no subsidies will be paid after 2026 (on 2026)'],
    ],
    [
      'The tanker ran aground because its crew was watching football, the coastguard concluded in a report released on Tuesday.',
      ['?, concluded: The tanker ran aground because its crew was watching football (said 2024-03-12)'],
    ],
    [
      'Port operator Haven Bulk says 61 ships are waiting off the coast.',
      ['Haven Bulk, says: 61 ships are waiting off the coast (61 ships)'],
    ],
    [
      'The captain radioed that the engine was on fire, the shipowner said.',
      ['?, radioed: the engine was on fire', '?, said: The captain radioed that the engine was on fire'],
    ],
    ['Bishop Cormac Yule has insisted that the relic is genuine.', ['Cormac Yule, insisted: the relic is genuine']],
    ['“We are not a museum,” says Sister Agnes of the convent at Lure.', ['Agnes, says: We are not a museum']],
    [
      'Headteacher Flora Dunne said that pupils had been sent home at 11 a.m. and that the boiler would be replaced on Monday.',
      [
        'Flora Dunne, said: pupils had been sent home at 11 a.m. and that the boiler would be replaced on Monday (on 2024-03-18)',
      ],
    ],
    [
      'Teachers are not convinced. Phones help pupils learn, argues Professor Amal Teague of Wexley University.',
      ['Amal Teague, argues: Phones help pupils learn'],
    ],
    [
      'The exam board apologised and said 312 papers had been lost in the post in January.',
      ['exam board, said: 312 papers had been lost in the post in January (on 2024-01; 312 papers)'],
    ],
    [
      "Students at the academy allege they were made to clean the dean's car.",
      ["?, allege: they were made to clean the dean's car (hedged by author)"],
    ],
    [
      'Prime Minister Ylva Korhonen told parliament last Wednesday that the treaty would be signed “within days”.',
      ['Ylva Korhonen, told: the treaty would be signed “within days” (said 2024-03-13)'],
    ],
    [
      'Foreign ministry spokeswoman Tilda Aro rejected as “absurd” the claim that agents had entered the embassy.',
      ['Tilda Aro, rejected: agents had entered the embassy (denied)'],
    ],
    [
      'Three senators, among them Paula Wirth, doubt the budget will pass.',
      ['?, doubt: the budget will pass (denied; hedged by speaker)'],
    ],
    ['He said he was tired.\n\nSenator Paul Wirth resigned on Monday.', ['Paul Wirth, said: he was tired']],
    [
      'Nothing has been decided, a senior official in the finance ministry said on condition of anonymity.',
      ['?, said: Nothing has been decided'],
    ],
    [
      'In an interview broadcast on Sunday, President Amadou Keïta said the election would be held on 9 June.',
      ['Amadou Keïta, said: the election would be held on 9 June (said 2024-03-10; on 2024-06-09)'],
    ],
    ['“Taxes will fall,” the chancellor promised in 2019. They rose.', ['?, promised: Taxes will fall (said 2019)']],
    [
      'Kestria has withdrawn its claim that the islands are uninhabited.',
      ['Kestria, withdrawn: the islands are uninhabited (denied)'],
    ],
    [
      '‘I never saw the letter,’ Sir Giles Amory told the inquiry on 20 February.',
      ['Giles Amory, told: I never saw the letter (said 2024-02-20)'],
    ],
    [
      '"The bus," said driver Hank Osgood, "was already full of hens."',
      ['Hank Osgood, said: The bus was already full of hens.'],
    ],
    [
      '“It is finished,” Mr Dorn said, before adding: “Nobody told the cook.”',
      ['Dorn, said: It is finished', 'Dorn, adding: Nobody told the cook.'],
    ],
    ['Asked about the fire, the owner shrugged: “Things burn.”', ['?, shrugged: Things burn.']],
    [
      '– We waited until dark, says Tove Lunde, and then we rowed.',
      ['Tove Lunde, says: We waited until dark and then we rowed'],
    ],
    [
      '“You can have the boat,” he told her. “I keep the oars.”\n\nFisherman Karl Brodd, 80, meant it.',
      ['Karl Brodd, told: You can have the boat. I keep the oars.'],
    ],
    [
      'Brenner News reported on Thursday that the minister had said the dam was empty.',
      [
        'Brenner News, reported: the minister had said the dam was empty (said 2024-03-14)',
        '?, said: the dam was empty',
      ],
    ],
    ['On 3 January 2021 the general wrote that the war was lost.', ['?, wrote: the war was lost (said 2021-01-03)']],
    [
      'The museum said two weeks ago that it would sell the coins.',
      ['museum, said: it would sell the coins (said 2024-02-29)'],
    ],
    [
      'The bridge was closed in the 1980s, said engineer Rolf Anker.',
      ['Rolf Anker, said: The bridge was closed in the 1980s (on 198X)'],
    ],
    [
      'Tram fares will rise in the second quarter of 2025, the operator said this morning.',
      ['operator, said: Tram fares will rise in the second quarter of 2025 (said 2024-03-14; on 2025-Q2)'],
    ],
    [
      'Work will begin next month and end in 2028, the roads minister, Lars Hoek, told reporters on Monday evening.',
      ['Lars Hoek, told: Work will begin next month and end in 2028 (said 2024-03-11; on 2024-04; on 2028)'],
    ],
    [
      'Exports fell 8 percent in January from a year earlier, customs data showed on Thursday.',
      ['?, showed: Exports fell 8 percent in January from a year earlier (said 2024-03-14; on 2024-01; 8 %)'],
    ],
    [
      'The minister said in 2016 that the mine would be closed by 2020.',
      ['?, said: the mine would be closed by 2020 (said 2016; on 2020)'],
    ],
    ['The mayor, who took office in 2019, said the town was bankrupt.', ['?, said: the town was bankrupt']],
    [
      'The strike, now in its third week, will go on until Friday, union secretary Mo Farrell said.',
      ['Mo Farrell, said: The strike, now in its third week, will go on until Friday (on 2024-03-15)'],
    ],
    [
      'Between 2 and 5 March, 61 whales beached themselves, rangers reported.',
      ['?, reported: Between 2 and 5 March, 61 whales beached themselves (on 2024-03-02/2024-03-05; 61 whales)'],
    ],
    [
      'Earlier this week the agency said that the satellite had fallen into the sea.',
      ['agency, said: the satellite had fallen into the sea (said 2024-W11)'],
    ],
    [
      'The castle was sold in March 2017 for 1.2 million francs, its owner says.',
      ['?, says: The castle was sold in March 2017 for 1.2 million francs (on 2017-03; 1200000 francs)'],
    ],
    [
      'The tunnel will be 57 kilometres long and cost €8.5bn, the transport ministry said.',
      [
        'transport ministry, said: The tunnel will be 57 kilometres long and cost €8.5bn (57 kilometres; 8500000000 EUR)',
      ],
    ],
    [
      '“I paid fifty pounds for it,” collector Ada Minns said.',
      ['Ada Minns, said: I paid fifty pounds for it (50 GBP)'],
    ],
    [
      'Some 2.4 million people live below the poverty line, the statistics office says.',
      ['statistics office, says: Some 2.4 million people live below the poverty line (2400000 people)'],
    ],
    [
      'The pipeline leaks between 300 and 400 litres an hour, Greenwater claims.',
      [
        'Greenwater, claims: The pipeline leaks between 300 and 400 litres an hour (hedged by author; 300 litres; 400 litres)',
      ],
    ],
    [
      'The ministry put the number of dead at 63. Aid groups believe it is at least twice that.',
      ['?, believe: it is at least twice that (hedged by speaker)'],
    ],
    [
      'Two-thirds of members voted against the offer, the union said.',
      ['union, said: Two-thirds of members voted against the offer'],
    ],
    [
      '“The pitch,” groundsman Lars Ekberg was saying on Tuesday, “is a swamp.”',
      ['Lars Ekberg, saying: The pitch is a swamp. (said 2024-03-12)'],
    ],
    [
      'Midfielder Rosa Tamm has admitted taking a banned painkiller in 2022.',
      ['Rosa Tamm, admitted: taking a banned painkiller in 2022 (on 2022)'],
    ],
    [
      'He had told the club in December that his knee was finished, defender Jonas Prahl revealed on Wednesday.',
      [
        'Jonas Prahl, revealed: He had told the club in December that his knee was finished (said 2024-03-13; on 2023-12)',
      ],
    ],
    [
      'Will the rink open on time? “It will,” groaned contractor Edda Moss. “It must.”',
      ['Edda Moss, groaned: It will. It must.'],
    ],
    [
      'The federation has been told by its doctors that 14 riders are unfit.',
      ['?, told: 14 riders are unfit (14 riders)'],
    ],
    [
      'The team doctor, who declined to be named, said that the scan showed nothing.',
      ['?, said: the scan showed nothing'],
    ],
    ['Rower Ingrid Vass, 31, said: “We were slow off the start.”', ['Ingrid Vass, said: We were slow off the start.']],
    ['Rower Ingrid Vass won. “The boat felt light,” the 31-year-old said.', ['Ingrid Vass, said: The boat felt light']],
    [
      'It was alleged in court that the nurse had altered 40 charts.',
      ['?, It was alleged: the nurse had altered 40 charts (hedged by author; 40 charts)'],
    ],
    [
      'The firm has been accused by two former employees of forging invoices.',
      ['?, accused: forging invoices (hedged by author)'],
    ],
    [
      'A leaked memo, dated 4 February and signed by the director, warns that the roof “will come down”.',
      ['?, warns: the roof “will come down” (said 2024-02-04)'],
    ],
    [
      'Figures from the harbour office show that 212 vessels called in February.',
      ['?, show: 212 vessels called in February (on 2024-02; 212 vessels)'],
    ],
    [
      'The satellite images appear to show fresh graves, according to analysts.',
      ['?, according to: The satellite images appear to show fresh graves (hedged by speaker)'],
    ],
    [
      'The minister was quoted by the Evening Star as saying that the dam would hold.',
      ['?, saying: the dam would hold'],
    ],
    [
      'Scientists have confirmed that the crater is 66 million years old.',
      ['?, confirmed: the crater is 66 million years old'],
    ],
    [
      'Two people with knowledge of the matter told the Courier that the chief executive would resign next week.',
      ['?, told: the chief executive would resign next week (on 2024-W12)'],
    ],
    ['“It was chaos,” said a nurse at the hospital, who did not want her name used.', ['?, said: It was chaos']],
    ['Some say the lake has no bottom.', ['?, say: the lake has no bottom']],
    [
      'Critics say the law is too weak. Supporters point out that it is the first of its kind.',
      ['?, say: the law is too weak', '?, point out: it is the first of its kind'],
    ],
    ['Sources close to the singer insist she has not left the band.', ['?, insist: she has not left the band']],
    [
      'A source said the sale would bring in about 600 million dollars.',
      ['?, said: the sale would bring in about 600 million dollars (600000000 USD)'],
    ],
    [
      'The bank has dismissed as “pure fiction” a report that it is looking for a buyer.',
      ['bank, dismissed: it is looking for a buyer (denied)'],
    ],
    [
      'Lenna Oil rejects the accusation that it dumped waste in the estuary.',
      ['Lenna Oil, rejects: it dumped waste in the estuary (denied)'],
    ],
    ['The embassy denied any involvement in the theft.', ['embassy, denied: any involvement in the theft (denied)']],
    [
      'Historian Greta Noll does not believe the king ever visited the island.',
      ['Greta Noll, does not believe: the king ever visited the island (denied; hedged by speaker)'],
    ],
    [
      'The clinic refuted claims that it had turned away 30 patients.',
      ['clinic, refuted: it had turned away 30 patients (denied; 30 patients)'],
    ],
    [
      'The finance ministry denied on Wednesday that it planned to raise fuel tax in July.',
      ['finance ministry, denied: it planned to raise fuel tax in July (denied; said 2024-03-13; on 2024-07)'],
    ],
    ['The club has ruled out selling the stadium.', ['club, ruled out: selling the stadium (denied)']],
    ['Police said there was no evidence of a bomb.', ['Police, said: there was no evidence of a bomb']],
    [
      'The palace would not say whether the queen had been in hospital.',
      ['?, would not say: the queen had been in hospital (questioned; hedged by speaker)'],
    ],
    [
      'The league has yet to confirm whether the final will be moved from Garrow Park.',
      ['league, has yet to confirm: the final will be moved from Garrow Park (questioned; hedged by speaker)'],
    ],
    [
      'The general declined to confirm that two jets had been lost over Saarn.',
      ['?, declined to confirm: two jets had been lost over Saarn (questioned; hedged by speaker; 2 jets)'],
    ],
    [
      'Economists question whether the cuts will help anyone.',
      ['?, question: the cuts will help anyone (questioned; hedged by speaker)'],
    ],
    [
      'The eruption is likely to continue for weeks, volcanologist Dora Teng said.',
      ['Dora Teng, said: The eruption is likely to continue for weeks (hedged by speaker)'],
    ],
    [
      'Investigators think the driver may have fallen asleep.',
      ['?, think: the driver may have fallen asleep (hedged by speaker)'],
    ],
    [
      'Polls suggest that the mayor will lose by 8 points.',
      ['?, suggest: the mayor will lose by 8 points (hedged by speaker; 8 points)'],
    ],
    [
      'The bridge might possibly reopen in spring, the contractor said.',
      ['?, said: The bridge might possibly reopen in spring (hedged by speaker)'],
    ],
    [
      'Nurses could walk out within days, their union warned on Sunday.',
      ['?, warned: Nurses could walk out within days (hedged by speaker; said 2024-03-10)'],
    ],
    ['Rescuers said they could hear voices under the rubble.', ['?, said: they could hear voices under the rubble']],
    [
      'The price is thought to be around £200 million.',
      ['?, is thought to: The price is thought to be around £200 million (hedged by author; 200000000 GBP)'],
    ],
    [
      'The attacker allegedly shouted a slogan, police said.',
      ['police, said: The attacker allegedly shouted a slogan (hedged by author)'],
    ],
    [
      'The rebels are reported to have taken the airport.',
      ['?, are reported to: The rebels are reported to have taken the airport (hedged by author)'],
    ],
    [
      '“I doubt that anyone will notice,” said clerk Otis Bram.',
      ['Otis Bram, said: I doubt that anyone will notice (hedged by speaker)'],
    ],
    [
      'Minister Ruta Kalnins said the road would be closed on Friday and that buses would be free until Sunday.',
      [
        'Ruta Kalnins, said: the road would be closed on Friday and that buses would be free until Sunday (on 2024-03-15; on 2024-03-17)',
      ],
    ],
    [
      'The growers say the river is poisoned; the factory insists that it is clean.',
      ['?, say: the river is poisoned', 'factory, insists: it is clean'],
    ],
    [
      'While the prosecution argues that he planned the fire, the defence maintains it was an accident.',
      ['prosecution, argues: he planned the fire', 'defence, maintains: it was an accident'],
    ],
    [
      'Pilot Uri Stamm said he saw smoke at 4 p.m., and air traffic control confirmed that it had lost contact at 4.10 p.m.',
      ['Uri Stamm, said: he saw smoke at 4 p.m.', '?, confirmed: it had lost contact at 4.10 p.m.'],
    ],
    [
      'Baker Sofie Lund warned that bread would get dearer and promised to keep the rolls at two crowns.',
      [
        'Sofie Lund, warned: bread would get dearer',
        'Sofie Lund, promised: to keep the rolls at two crowns (2 crowns)',
      ],
    ],
    [
      'Neighbours heard a shot at midnight, she said, but thought nothing of it.\n\nThe witness, Alma Rook, lives upstairs.',
      ['?, said: Neighbours heard a shot at midnight'],
    ],
    [
      'According to the police, the man fled on foot; according to his mother, he was in bed.',
      ['police, According to: the man fled on foot', '?, according to: he was in bed'],
    ],
    [
      'The Fisheries Research Centre (FRC) counted the cod. Stocks have halved since 2010, the FRC said.',
      ['Fisheries Research Centre, said: Stocks have halved since 2010 (on 2010)'],
    ],
    [
      'Dr Miriam Okoye runs the clinic at Vell. Two of her patients died in January.\n\n“We had no beds,” Okoye said.',
      ['Miriam Okoye, said: We had no beds'],
    ],
    [
      'Governor Pilar Soto visited the valley on Monday. The governor promised that every house would be rebuilt by 2026.',
      ['Pilar Soto, promised: every house would be rebuilt by 2026 (on 2026)'],
    ],
    [
      'Fennimore Rail said trains would run as normal. The company also said it had hired 60 drivers.',
      [
        'Fennimore Rail, said: trains would run as normal',
        'Fennimore Rail, said: it had hired 60 drivers (60 drivers)',
      ],
    ],
    [
      'Trade minister Karel Voss met union leader Anna Prins on Tuesday. She told him that the mills were finished.',
      ['Anna Prins, told: the mills were finished'],
    ],
    [
      'His sister, Wanda, keeps the shop. She says nobody has asked for a map since 2008.',
      ['Wanda, says: nobody has asked for a map since 2008 (on 2008)'],
    ],
    [
      'The airline cancelled 90 flights. It said crews were stranded in Lund.',
      ['airline, said: crews were stranded in Lund'],
    ],
    [
      'Mr Abel Dorset and Mrs Ruth Penn run the two pubs. He says the beer is fine. She says the pipes are filthy.',
      ['Abel Dorset, says: the beer is fine', 'Ruth Penn, says: the pipes are filthy'],
    ],
    [
      'Chief Constable Vera Lyle has apologised. “We failed this family,” she told a news conference in Holm on Tuesday.',
      ['Vera Lyle, told: We failed this family (said 2024-03-12)'],
    ],
    [
      'Bo Stride, a plumber from Yarm who lost his van in the flood, said the insurer had paid nothing.',
      ['Bo Stride, said: the insurer had paid nothing'],
    ],
    [
      'Professor Emeritus Ludo Fray of the University of Sorrel said the finding was “a shot in the dark”.',
      ['Emeritus Ludo Fray, said: the finding was “a shot in the dark”'],
    ],
    [
      'The head of the food agency, Nils Aagard, told MPs that 4 percent of honey on sale was sugar syrup.',
      ['Nils Aagard, told: 4 percent of honey on sale was sugar syrup (4 %)'],
    ],
    [
      '“Nobody asked us,” said Tamsin Cole, whose family has farmed the island since 1820.',
      ['Tamsin Cole, said: Nobody asked us'],
    ],
    [
      'Lieutenant General Ivo Reiss said on state radio on Sunday night that the offensive had begun.',
      ['Ivo Reiss, said: the offensive had begun (said 2024-03-10)'],
    ],
    [
      'Vice-President Amina Sall tweeted: “The vote is safe.”',
      ['Vice-President Amina Sall, tweeted: The vote is safe.'],
    ],
    [
      'Sir Anthony Gault-Pryce, QC, submitted that the search was lawful.',
      ['Anthony Gault-Pryce, submitted: the search was lawful'],
    ],
    [
      'The observatory said on Tuesday, 5 March, that the comet had split.',
      ['observatory, said: the comet had split (said 2024-03-05)'],
    ],
    [
      'In a 2017 interview the singer claimed that she had never learned to read music.',
      ['?, claimed: she had never learned to read music (hedged by author; said 2017)'],
    ],
    [
      'Three days ago the operator said the reactor would be restarted on 20 March.',
      ['operator, said: the reactor would be restarted on 20 March (said 2024-03-11; on 2024-03-20)'],
    ],
    [
      'Production rose in the fourth quarter of 2023, the mining company reported last Friday.',
      ['mining company, reported: Production rose in the fourth quarter of 2023 (said 2024-03-08; on 2023-Q4)'],
    ],
    [
      'House prices will fall next year, the Land Bank said on Feb. 27.',
      ['Land Bank, said: House prices will fall next year (said 2024-02-27; on 2025)'],
    ],
    [
      'The tower leaned even in the 1650s, the archivist Petrus Hohl says.',
      ['Petrus Hohl, says: The tower leaned even in the 1650s (on 165X)'],
    ],
    [
      'The ferry has run since 1931, said its captain, Mats Oren.',
      ['Mats Oren, said: The ferry has run since 1931 (on 1931)'],
    ],
    [
      'Union members will vote next Wednesday, their secretary said last month.',
      ['?, said: Union members will vote next Wednesday (said 2024-02; on 2024-03-20)'],
    ],
    [
      'Speaking in Lund on Saturday, the archbishop said that the church had been blind.',
      ['?, said: the church had been blind (said 2024-03-09)'],
    ],
    ['The prime minister, who flew to Oslo on Tuesday, said no date had been set.', ['?, said: no date had been set']],
    [
      'Yesterday evening the mayor announced that the market would move to Dock Square.',
      ['?, announced: the market would move to Dock Square (said 2024-03-13)'],
    ],
    [
      'The crash cost the insurer between €3 million and €4 million, a spokesman said.',
      ['?, said: The crash cost the insurer between €3 million and €4 million (3000000 EUR; 4000000 EUR)'],
    ],
    [
      'Each panel produces 1.2 kilowatts and lasts 25 years, the makers say.',
      ['?, say: Each panel produces 1.2 kilowatts and lasts 25 years (1.2 kilowatts; 25 years)'],
    ],
    [
      'More than a dozen villages are cut off, aid workers said.',
      ['?, said: More than a dozen villages are cut off (12 villages)'],
    ],
    [
      'The parcel weighed 3kg and contained $12,000 in cash, customs said.',
      ['?, said: The parcel weighed 3kg and contained $12,000 in cash (3 kg; 12000 USD)'],
    ],
    [
      'Hundreds of pupils are off sick, said school nurse Bela Orr.',
      ['Bela Orr, said: Hundreds of pupils are off sick'],
    ],
    [
      'The fund lost a third of its value in six weeks, trustees said.',
      ['?, said: The fund lost a third of its value in six weeks (6 weeks)'],
    ],
    [
      'Rents rose 3.5% to £1,150 a month, the agency Larkin said.',
      ['Larkin, said: Rents rose 3.5% to £1,150 a month (3.5 %; 1150 GBP)'],
    ],
    [
      'Olympic champion Dario Vance retired on Sunday. The 29-year-old said his knees had “nothing left to give”.\n\nHe added that he would coach juniors in Orsk.',
      ['Dario Vance, said: his knees had “nothing left to give”', 'Dario Vance, added: he would coach juniors in Orsk'],
    ],
    [
      'The orchestra’s first violinist, Mina Castellane, walked out. “I will not play in a fridge,” she said, shivering.',
      ['Mina Castellane, said: I will not play in a fridge'],
    ],
    [
      'Jockey Fran Tully fell at the last fence. Doctors say she will not ride again before August.',
      ['?, say: she will not ride again before August (on 2024-08)'],
    ],
    [
      '“He hit me first,” Lomax claimed.\n\nReferee Otto Lomax has been suspended.',
      ['Otto Lomax, claimed: He hit me first (hedged by author)'],
    ],
    [
      'Sprinter Kai Holm has been training with a parachute, his coach confirmed on Thursday, and will run in Delft next month.',
      [
        '?, confirmed: Sprinter Kai Holm has been training with a parachute and will run in Delft next month (said 2024-03-14; on 2024-04)',
      ],
    ],
    [
      'The authors conclude that 60 percent of the reef could vanish by 2050.',
      ['?, conclude: 60 percent of the reef could vanish by 2050 (hedged by speaker; on 2050; 60 %)'],
    ],
    [
      'Until now it had been assumed that the moth was extinct.',
      ['?, it had been assumed: the moth was extinct (hedged by author)'],
    ],
    [
      'The rover, launched in 2020, has found no water, said mission scientist Ada Pell.',
      ['Ada Pell, said: The rover, launched in 2020, has found no water (on 2020)'],
    ],
    ['Whales sing louder near ships, the paper says; why is unclear.', ['?, says: Whales sing louder near ships']],
    [
      '“We simply do not know,” epidemiologist Ruth Calder conceded when asked how many had died.',
      ['Ruth Calder, conceded: We simply do not know'],
    ],
    [
      'Chief executive Silke Moran told the Financial Herald that the merger was off.',
      ['Silke Moran, told: the merger was off'],
    ],
    [
      'In its annual report, published on 1 March, Norrland Timber says it planted 4 million trees in 2023.',
      ['Norrland Timber, says: it planted 4 million trees in 2023 (said 2024-03-01; on 2023; 4000000 trees)'],
    ],
    [
      'Asked about bonuses, finance chief Udo Brandt said only that they were “in line with the market”.',
      ['Udo Brandt, said: they were “in line with the market”'],
    ],
    [
      'The regulator, OFTEX, has said that it is looking into the outage.',
      ['OFTEX, said: it is looking into the outage'],
    ],
    [
      'The bank reckons house prices will rise by a tenth by the end of next year.',
      ['bank, reckons: house prices will rise by a tenth by the end of next year (hedged by speaker; on 2025)'],
    ],
    [
      'Two of the officers told the tribunal that they had been ordered to burn the files.',
      ['?, told: they had been ordered to burn the files'],
    ],
    [
      'She testified on Monday that her husband “never hurt a fly”.',
      ['?, testified: her husband “never hurt a fly” (said 2024-03-11)'],
    ],
    [
      'Solicitor Ewa Brill, for the family, said the verdict was a relief.',
      ['Ewa Brill, said: the verdict was a relief'],
    ],
    [
      'The killer, prosecutors say, waited in the garden for three hours.',
      ['?, say: The killer waited in the garden for three hours (3 hours)'],
    ],
    [
      'Customs officers believe the coins were smuggled from Lower Ternia between May and August 2023.',
      [
        '?, believe: the coins were smuggled from Lower Ternia between May and August 2023 (hedged by speaker; on 2023-05/2023-08)',
      ],
    ],
    [
      'The deputy leader of the Greens, Jonna Salo, says the plan “stinks of diesel”.',
      ['Jonna Salo, says: the plan “stinks of diesel”'],
    ],
    [
      'Parliament’s speaker, Mr Ovid Crane, ruled on Tuesday that the vote was void.',
      ['Ovid Crane, ruled: the vote was void (said 2024-03-12)'],
    ],
    [
      'Both the interior ministry and the police insisted that nobody had been beaten.',
      ['Both the interior ministry and the police, insisted: nobody had been beaten'],
    ],
    [
      '“We were never consulted,” said both Hollin and Marsk, the two villages nearest to the site.',
      ['Hollin, said: We were never consulted'],
    ],
    ['Senator Gil Marsh said he would vote no, as did Senator Ida Crewe.', ['Gil Marsh, said: he would vote no']],
    [
      'Officials from three ministries have privately admitted that the census is worthless.',
      ['?, admitted: the census is worthless'],
    ],
    [
      'The foreign minister told his counterpart from Kestria, Ilan Voss, by telephone that the border would reopen.',
      ['?, told: the border would reopen'],
    ],
    ['If elected, Brandt has pledged to halve bus fares.', ['Brandt, pledged: to halve bus fares']],
    [
      'Prime Minister Sela Okafor has made it clear that there will be no second vote.',
      ['Sela Okafor, made it clear: there will be no second vote'],
    ],
    [
      'Pharmacists’ leaders have warned of shortages. Their association said 40 percent of orders came late.',
      ['?, said: 40 percent of orders came late (40 %)'],
    ],
    [
      'Midwives at St Hilda’s hospital complained in a letter to the board that they worked 60-hour weeks.',
      ['?, complained: they worked 60-hour weeks (60)'],
    ],
    [
      'Rabbi Noa Stern, who married the couple, remembered that it had rained.',
      ['Noa Stern, remembered: it had rained'],
    ],
    ['The school says in its prospectus that every pupil learns Latin.', ['school, says: every pupil learns Latin']],
    ['The vice-chancellor replied that there was no money.', ['?, replied: there was no money']],
    ['The abbot explained: “We brew because we pray.”', ['?, explained: We brew because we pray.']],
    ['A spokesperson for Vale Council commented: “The tree was dead.”', ['?, commented: The tree was dead.']],
    [
      'Harbour master Sten Ljung says that the wreck lies 40 metres down and that nobody will touch it.',
      ['Sten Ljung, says: the wreck lies 40 metres down and that nobody will touch it (40 metres)'],
    ],
    [
      'Temperatures will climb to 41 degrees on Saturday, the Met Office forecast.',
      [
        'Met Office, forecast: Temperatures will climb to 41 degrees on Saturday (hedged by speaker; on 2024-03-16; 41 degrees)',
      ],
    ],
    [
      'Hackers claimed they had copied the records of 2.1 million users.',
      ['?, claimed: they had copied the records of 2.1 million users (hedged by author; 2100000 users)'],
    ],
    [
      'The start-up boasts that its robot can fold a shirt in 12 seconds.',
      ['?, boasts: its robot can fold a shirt in 12 seconds (12 seconds)'],
    ],
    ['“Lovely day,” grinned ferryman Bill Ash as the hail came down.', ['Bill Ash, grinned: Lovely day']],
    [
      'According to figures published last week by the statistics office, births fell for a fifth year in 2023.',
      ['?, According to: births fell for a fifth year in 2023 (said 2024-W10; on 2023)'],
    ],
    [
      'Ternian diplomats say that Kestria moved 3,000 troops to the Orum valley in February.',
      ['?, say: Kestria moved 3,000 troops to the Orum valley in February (on 2024-02; 3000 troops)'],
    ],
    [
      'The Lowgate Theatre will close for 18 months, its artistic director, Marguerite Dahl, announced on Friday.',
      ['Marguerite Dahl, announced: The Lowgate Theatre will close for 18 months (said 2024-03-08; 18 months)'],
    ],
    [
      'The pianist Ivo Castel says he learned the piece on a train from Brael to Port Solace.',
      ['Ivo Castel, says: he learned the piece on a train from Brael to Port Solace'],
    ],
    [
      'The Skyharrow flight from Osk landed with one engine, the airport authority confirmed late on Wednesday.',
      ['airport authority, confirmed: The Skyharrow flight from Osk landed with one engine (said 2024-03-13)'],
    ],
    [
      'Novelist Clara Winther accused Marlow House of pulping 9,000 copies of her book.',
      ['Clara Winther, accused: Marlow House of pulping 9,000 copies of her book (hedged by author; 9000 copies)'],
    ],
    [
      '“Saint Oda’s is full,” matron Iris Beck told Radio Vell on Sunday. “We are treating people in the chapel.”',
      ['Iris Beck, told: Saint Oda’s is full. We are treating people in the chapel. (said 2024-03-10)'],
    ],
    [
      'The Unionists deny that Goran Leskov promised Pellmere a new bridge.',
      ['Unionists, deny: Goran Leskov promised Pellmere a new bridge (denied)'],
    ],
    [
      'In 1998 the bishop of Osk wrote that the relics had been lost.',
      ['?, wrote: the relics had been lost (said 1998)'],
    ],
    [
      'Northline blames a frozen signal at Tamm for the delays that stranded 800 commuters on 12 January.',
      [
        'Northline, blames: a frozen signal at Tamm for the delays that stranded 800 commuters on 12 January (on 2024-01-12; 800 commuters)',
      ],
    ],
    [
      'Vireo Biologics predicted in January that sales would double by 2026.',
      ['Vireo Biologics, predicted: sales would double by 2026 (hedged by speaker; said 2024-01; on 2026)'],
    ],
    [
      'The canal froze from bank to bank in the winter of 1963, lock keeper Jan Oster remembers.',
      ['Jan Oster, remembers: The canal froze from bank to bank in the winter of 1963 (on 1963)'],
    ],
    [
      'Hotel owner Bastien Roux estimates he lost 70,000 euros in the first week of March.',
      [
        'Bastien Roux, estimates: he lost 70,000 euros in the first week of March (hedged by speaker; on 2024-03; 70000 EUR)',
      ],
    ],
    [
      'The Gault Observer reported that Mayor Carla Renshaw had spent £14,000 on curtains.',
      ['Gault Observer, reported: Mayor Carla Renshaw had spent £14,000 on curtains (14000 GBP)'],
    ],
    ['Renshaw’s office said the curtains were “needed”.', ['Renshaw’s office, said: the curtains were “needed”']],
    [
      'Campaigners say the mast is 12 metres too tall. The operator, Beltel, says it is not.',
      ['?, say: the mast is 12 metres too tall (12 metres)', 'Beltel, says: it is not'],
    ],
    [
      '“Every week somebody asks me where the castle is,” sighs Arno Pike, who sells tickets at the gate. “You are standing in it, I say.”',
      ['Arno Pike, sighs: Every week somebody asks me where the castle is. You are standing in it, I say.'],
    ],
    [
      'Biologists think there are fewer than 250 lynxes left in the Vell forests.',
      ['?, think: there are fewer than 250 lynxes left in the Vell forests (hedged by speaker; 250 lynxes)'],
    ],
    [
      'The study, by the University of Brael, found that drinking coffee does not raise blood pressure.',
      ['?, found: drinking coffee does not raise blood pressure'],
    ],
    [
      'Coach Mattias Lehto feared his best player had broken a rib.',
      ['Mattias Lehto, feared: his best player had broken a rib (hedged by speaker)'],
    ],
    [
      '“Nothing was promised to anyone,” the ministry’s spokeswoman, Elke Brandt, said by e-mail on Tuesday.',
      ['Elke Brandt, said: Nothing was promised to anyone (said 2024-03-12)'],
    ],
    [
      'Elke Brandt, for the ministry, disputed that any letter had been sent before 10 March.',
      ['Elke Brandt, disputed: any letter had been sent before 10 March (denied; on 2024-03-10)'],
    ],
    [
      'Milk yields are down by about 15 percent since last summer, the Dairy Union says.',
      ['Dairy Union, says: Milk yields are down by about 15 percent since last summer (15 %)'],
    ],
    [
      'No ransom was paid, the shipping company Osprey Marine said in a statement on its website.',
      ['Osprey Marine, said: No ransom was paid'],
    ],
    [
      'A former guard has claimed that prisoners at Fort Elling were fed once a day.',
      ['?, claimed: prisoners at Fort Elling were fed once a day (hedged by author)'],
    ],
    ['Ministers are said to be furious.', ['?, are said to: Ministers are said to be furious (hedged by author)']],
    [
      'The mountaineer Tenzin Rai, the first woman to climb Mount Ilder in winter, said the wind was her only company.',
      ['Tenzin Rai, said: the wind was her only company'],
    ],
    [
      'The IT firm Quillbyte disclosed last month that thieves had taken 1.4 terabytes of data.',
      ['Quillbyte, disclosed: thieves had taken 1.4 terabytes of data (said 2024-02; 1.4 terabytes)'],
    ],
    [
      '“Was it murder? I cannot say,” coroner Felix Hahn told the hearing.',
      ['Felix Hahn, told: Was it murder? I cannot say'],
    ],
    [
      'Borea Bank’s chief economist, Sven Aho, thinks inflation will hit 3 percent by December.',
      ['Sven Aho, thinks: inflation will hit 3 percent by December (hedged by speaker; on 2024-12; 3 %)'],
    ],
    [
      'The deal was signed in Ulmer at dawn, according to two officials briefed on the talks.',
      ['?, according to: The deal was signed in Ulmer at dawn'],
    ],
    [
      '“The tower leans 4 degrees”, the surveyor’s report of 2 May 2019 notes, “and will lean more”.',
      ['?, notes: The tower leans 4 degrees and will lean more (said 2019-05-02; 4 degrees)'],
    ],
    [
      'The bank said it “may” close up to 20 branches in Lower Ternia next year.',
      [
        'bank, said: it “may” close up to 20 branches in Lower Ternia next year (hedged by speaker; on 2025; 20 branches)',
      ],
    ],
    ['The general said his men controlled the airport. Rebels denied it.', ['?, said: his men controlled the airport']],
    [
      'A spokesman for Orrin Paper, Jules Abbot, said on Monday the mill in Brael would shut on 30 April.',
      ['Jules Abbot, said: the mill in Brael would shut on 30 April (said 2024-03-11; on 2024-04-30)'],
    ],
    [
      'Jules Abbot of Orrin Paper argued the mill had lost money in nine of the past ten years.',
      ['Jules Abbot, argued: the mill had lost money in nine of the past ten years (10 years)'],
    ],
    [
      'Officials in Corsavia said they were testing water from 32 wells.\n\n“People should boil it,” said the head of the laboratory, Dr Emeka Lund.',
      ['?, said: they were testing water from 32 wells (32 wells)', 'Emeka Lund, said: People should boil it'],
    ],
    [
      'In a post on Monday the drummer hinted that the band would split.',
      ['?, hinted: the band would split (hedged by speaker; said 2024-03-11)'],
    ],
    ['Parents were told on Monday that the school will close.', ['?, told: the school will close (said 2024-03-11)']],
    [
      'It was announced on Monday that the ferry will stop.',
      ['?, It was announced: the ferry will stop (said 2024-03-11)'],
    ],
    [
      'It was reported on Monday that the ferry will stop.',
      ['?, It was reported: the ferry will stop (hedged by author; said 2024-03-11)'],
    ],
    [
      "Coach Ola Brandt said Saturday's match was hard.",
      ["Ola Brandt, said: Saturday's match was hard (on 2024-03-09)"],
    ],
  ])('%s', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });
});

describe('passages in which nobody claims anything', () => {
  test.each([
    'Nobody at the club could recall a colder evening. The pitch was swept three times.',
    'The captain wore number seven and scored in the 88th minute. The home side claimed the bonus point.',
    "The telescope's mirror, 8.2 metres wide, was washed with 400 litres of water and a mop.",
    'The appeal was dismissed on Monday. Bail was set at 20,000 euros.',
    'Charges against the miller were dropped in January.',
    'The charge of $5 a bag will be dropped in May. Passengers may still recall the scheme with anger.',
    'The company reported a profit of 3 million crowns. Its report runs to 88 pages.',
    'If the bank says the loan is safe, sell.',
    'Patients should keep the receipt. The pharmacy on Corn Street shuts at noon.',
    'Her new album, “Claim Nothing”, was recorded in a barn. The single is called “He Said”.',
    'The phone weighs 180 grams and costs $799. Its screen is “unbreakable”.',
    'The regulator will publish its report next Tuesday. Until then the app stays offline.',
    'Snow fell on the capital for the first time since 1954. Trams stood still.',
    'The thieves said nothing. They took the piano and left the stool.',
    'Charter rates fell to $18,000 a day. The Baltic index closed at 1,204.',
    'The sermon lasted an hour. “Let us pray,” the choir sang, and the roof leaked.',
    'Did the board say the papers were lost? Nobody at the counter knew.',
    'It was not clear whether the decree had been signed. Ministers have until Friday.',
    'The word “crisis” appears 61 times in the report.',
    'The governor is charged with overseeing nine prisons.',
    '“Old Faithful”, as the tractor is known, won second prize.',
    'Stake your claim before noon. Report to the desk in hall two.',
    'The so-called “iron bank” holds no iron.',
    'Voters could be forgiven for thinking that the race was over. It had 40 days to run.',
    'To say that the roof leaks is to be kind.',
    'The recall of 900 toasters cost the firm $2 million.',
    'He could not be reached for comment on Thursday. His office was dark.',
    'General Motors House, a hotel, has 90 rooms. It was built in 1931 and is closed for repairs.',
    'The announced merger of the two clubs surprised nobody.',
    'Imagine that the sea rose by two metres.',
    'Her suggested route runs over the pass. The confirmed list has 12 names.',
    'The note, folded twice, lay under the clock. Nobody had read it.',
    'How does the ministry explain that the money is gone?',
    'The claims manager left in May. Reported crime fell by 4 percent.',
    'Asked whether she had read the report, the director declined to answer.',
    'The spokesman refused to comment on the rumours.',
    'The report weighs two kilos. The committee will recall the minister in June.',
    'Claim forms are at the desk. Say it with flowers.',
    'If the doctor says you are well, go home.',
    '“Big Bertha”, as the drill is called, broke down on Monday.',
    'The battery holds its charge for a week. The charge sheet was blank.',
    'Her reported age is 104. Her reported salary is not known.',
    'They could tell that it would rain. The dog could tell too.',
    'The company admitted 300 students and charged each of them 900 euros.',
    'He was admitted to hospital on Friday. His condition is stable.',
    'The declared winner wept. The confirmed dead were taken to the chapel.',
    'What would you say to a free lunch?',
    'Tell your doctor if you are pregnant.',
    'The “peace bridge” has been shut since 2014. Its guards play cards.',
    'The book, “What the River Said”, has sold 9,000 copies.',
    'The ministry did not return calls on Wednesday.',
    'She asked for water. He asked for the bill. They agreed to meet in June.',
    'The law requires drivers to report accidents within a day.',
    'No one could say.',
    'To find that the shop is closed is annoying.',
    'The new rules explain nothing. The map shows two rivers and a mine.',
    'The party argued over the bill until midnight. Glasses were broken.',
    'The jury found him guilty on nine counts. The judge fined him 4,000 crowns.',
    'The hotel promised sea views and a pool.',
    'The river is known to flood. Bring boots.',
    '“Not on my watch.” That was how director Lena Voss answered the takeover bid.',
    'He was convicted of fraud in 2011. His appeal was heard in camera.',
    'The detective noted the number plate and followed the van to the port.',
    'A poll by Numera for the Daily Post, released on Sunday, puts support for the treaty at 47 percent.',
    'The patch fixes 14 bugs, among them one that Corvid describes as critical.',
    'The lifeboat was launched at 3 a.m. It found nothing.',
    'The lighthouse, it turns out, was never lit.',
    'The weather vane shows a cockerel. The clock shows nine.',
    'The mine reported to the ministry. Its manager answered to nobody.',
    'The vote of confidence, expected on Monday, was put off.',
    'The witness box was empty. A stated aim of the law is fairness.',
    'The prize, worth 10,000 euros, was announced in May and claimed in June.',
    'Let us suppose that the dam breaks.',
    'No one expects the ferry before noon. The cafe sells maps.',
    'The minister was due to announce the route on Monday.',
    'The board is expected to decide on Friday whether to sell.',
    'Should the court find that the sale was void, the house would go back to the heirs.',
    'Do not believe everything you read. Ask a librarian.',
    'The firm was founded on the belief that soap sells itself.',
    'Her “proof” was a photograph of a dog.',
    'An estimated 4,000 people marched through Holm on Saturday. Nobody was hurt.',
    'The alarm was raised by a jogger who had noticed the smell.',
    'The chef added the salt. The waiter repeated the order.',
    'The ombudsman has criticised the council for ignoring complaints.',
    'The tenants were told to leave. The keys were handed in on Friday.',
    'He was reported missing on Tuesday. His car was found in Teel.',
    'The reported sighting of a bear in Dock Road turned out to be a rug.',
    'Charged with theft, the clerk recalled nothing and claimed legal aid.',
    'It would be wrong to say that the plan has failed.',
    'The contract does not state a price. The schedule shows three stops.',
    'The so-called “miracle cure” costs 90 crowns a bottle.',
    'Suppose the bank denies the loan. What then?',
    'Recall notices went out to 12,000 owners last week.',
    'The prize is called “the Heron”. Its winner gets a fish.',
    'Nobody has claimed the purse. It holds 60 euros and a key.',
    'Please state your name. Say when.',
    'The judge retired to consider her ruling.',
  ])('%s', (text) => {
    expect(linesOf(text)).toEqual([]);
  });
});
