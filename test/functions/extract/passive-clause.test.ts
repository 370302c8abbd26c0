// Passive and impersonal reporting.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('passive reporting', () => {
  test.each<[string, string[]]>([
    ['It is understood that the mill was sold.', ['– | It is understood | the mill was sold']],
    ['It is understood by few.', []],
    ['The mill is said to be for sale.', ['– | is said to | The mill is said to be for sale']],
    ['The mill is not said to be for sale.', []],
    ['The mill was reported sold.', []],
    ['The plan was rejected by most of the villages.', ['most of the villages | rejected | The plan (stance, denied)']],
    ['The plan was rejected by loud but friendly villagers.', []],
    [
      'The closure of the Varga mine was first reported by the Herald.',
      ['the Herald | reported | The closure of the Varga mine (stance)'],
    ],
    ['The driver was told by the clinic that his licence had lapsed.', ['the clinic | told | his licence had lapsed']],
    ['The driver was told by the clinic to wait.', []],
    ['The firm was accused by the union of hiding reports.', ['the union | accused | hiding reports']],
    ['The firm was accused by the union.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('between commas', () => {
  test.each<[string, string[]]>([
    ['The clerk, it is alleged, left with two vials.', ['– | alleged | The clerk / left with two vials']],
    ['The clerk took the vials, it was claimed.', ['– | claimed | The clerk took the vials']],
    [
      'The clerk took the vials, it is understood, before noon.',
      ['– | understood | The clerk took the vials / before noon'],
    ],
    ['The clerk took the vials, it was found.', ['– | found | The clerk took the vials']],
    [
      'The clerk took the vials, it was claimed, but the port says nothing is gone.',
      ['– | claimed | The clerk took the vials', 'the port | says | nothing is gone'],
    ],
    ['The clerk took what it was claimed.', []],
    ['Two vials, it is alleged.', []],
    ['The clerk, it is alleged by no one.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('an addressee who is told', () => {
  test.each<[string, string[]]>([
    ['Jurors were told that the oar was never found.', ['– | told | the oar was never found']],
    ['Parents have been told the school will close.', ['– | told | the school will close']],
    ['Passengers were warned that delays would last a week.', ['– | warned | delays would last a week']],
    ['Staff were informed on Monday that the plant would close.', ['– | informed | the plant would close']],
    ['Members were reminded there was no money.', ['– | reminded | there was no money']],
    ['Jurors were told Halm and his son had sunk the boat.', ['– | told | Halm and his son had sunk the boat']],
    ['Jurors were told Halm, 42, later sold the boat.', ['– | told | Halm, 42, later sold the boat']],
    ['Jurors were told: “He was never there.”', ['– | told | “He was never there.”']],
    ['The inquest was told how the crew had left the boat.', ['– | told | how the crew had left the boat']],
    [
      'The driver was told in May by the clinic that his licence had lapsed.',
      ['the clinic | told | his licence had lapsed'],
    ],
    ['The driver was told by Friday that his licence had lapsed.', ['– | told | his licence had lapsed']],
    [
      'The driver said he was told that the ferry had sunk.',
      ['The driver | said | he was told that the ferry had sunk', '– | told | the ferry had sunk'],
    ],
    ['Residents were told to boil water.', []],
    ['Residents were told not to drink the water.', []],
    ['The twins could not be told apart.', []],
    ['The boy was told off for being late, and he left.', []],
    ['The boy was told the truth, and he left.', []],
    ['The boy was told the truth by a man who wept.', []],
    ['The boy was told the result when he arrived.', []],
    ['The boy was told what to do.', []],
    ['The boy was told how to hide the oar that was found.', []],
    ['The boy was told how many had died.', []],
    ['The boy was told whether the boat was safe.', []],
    ['The boy was told “no” and left.', []],
    ['The story was told that night.', []],
    ['Staff were informed of the closure.', []],
    ['The driver was not told that the ferry had sunk.', []],
    ['Residents were urged to leave, as the dam was leaking.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('impersonal reporting', () => {
  test.each<[string, string[]]>([
    ['It was announced that the ferry would stop.', ['– | It was announced | the ferry would stop']],
    ['It was later revealed the mayor had sold the port.', ['– | It was later revealed | the mayor had sold the port']],
    ['It was confirmed by the port that the crane had sunk.', ['the port | It was confirmed | the crane had sunk']],
    ['It was disclosed by Friday that the crane had sunk.', ['– | It was disclosed | the crane had sunk']],
    ['It was revealed to me that night.', []],
    ['The plan was announced to the press.', []],
    ['The clerk is believed to still be in Orsk.', ['– | is believed to | The clerk is believed to still be in Orsk']],
    ['The case was reported to the ombudsman.', []],
    ['The theft was reported to police and the shop was shut.', []],
    ['The clerk is believed to the letter.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('somebody says so', () => {
  test.each<[string, string[]]>([
    [
      'It has long been argued that the temple was a granary.',
      ['– | It has long been argued | the temple was a granary'],
    ],
    ['It was found that the dam leaked.', ['– | It was found | the dam leaked']],
    ['It is rumoured that he left.', ['– | It is rumoured | he left']],
    ['It was noted by the court that he lied.', ['the court | It was noted | he lied']],
    ['The dam is argued to be old.', []],
    ['A boy who was told stories by his grandmother is now the keeper of the archive.', []],
    ['Jurors were told the van was stolen.', ['– | told | the van was stolen']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
