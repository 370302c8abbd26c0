// Bodies of messages: garbage is refused for good, what a newer version may know is left to it.
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseJsonObject, parseMessage, UnknownMessageError } from '../../../shared/messages/parse.ts';
import { PermanentError } from '../../../shared/stage/outcome.ts';

const Schema = z.strictObject({ v: z.literal(1), type: z.literal('greeting'), to: z.array(z.string()) });

describe('a body', () => {
  test('that fits is its message', () => {
    const message = { v: 1, type: 'greeting', to: ['a'] };
    expect(parseMessage(Schema, JSON.stringify(message))).toEqual(message);
  });

  test.each([
    ['no JSON', 'hello {', 'expected JSON, got "hello {"'],
    ['null', 'null', 'expected a JSON object, got null'],
    ['a number', '7', 'expected a JSON object, got 7'],
    ['an array', '[1]', 'expected a JSON object, got [1]'],
  ])('that is %s is refused for good', (_, body, message) => {
    expect(() => parseMessage(Schema, body)).toThrow(PermanentError);
    expect(() => parseJsonObject(body)).toThrow(message);
  });

  test('that is long and no JSON is quoted in part', () => {
    expect(() => parseJsonObject('x'.repeat(500))).toThrow(/got "x{120}"$/);
  });

  test('of another version is left for who knows it, and told apart by type and version', () => {
    const read = () => parseMessage(Schema, '{"v":2,"type":"greeting","to":["a",3]}');
    expect(read).toThrow(UnknownMessageError);
    expect(read).toThrow(/of type greeting version 2: .+\(v: .+; to\.1: .+\)$/);
  });

  test('with a field too many names the message as a whole', () => {
    expect(() => parseMessage(Schema, '{"v":1,"type":"greeting","to":[],"cc":"b"}')).toThrow(/\(message: .*cc/);
  });

  test('with many problems tells five of them', () => {
    const to = Array.from({ length: 9 }, (_, i) => i);
    const problems = /\((.*)\)$/s;
    let told = '';
    try {
      parseMessage(Schema, JSON.stringify({ v: 1, type: 'greeting', to }));
    } catch (error) {
      told = problems.exec((error as Error).message)?.[1] ?? '';
    }
    expect(told.split('; ')).toHaveLength(5);
  });
});
