// What travels with a fetched page: everything the feed said, in a form that S3 takes and `clean` reads back.
import { expect, test } from 'vitest';
import { encodeValue, pageMetadata } from '../../../functions/fetch-article/page-metadata.ts';
import { pageObjectKey } from '../../../shared/keys.ts';
import { pageWanted } from '../../support/feed-world.ts';

const response = {
  url: 'https://valley.example/a%2Fb?x=1',
  headers: { 'last-modified': 'Wed, 15 Jan 2031 10:00:00 GMT', 'content-language': 'de', 'set-cookie': 'secret=1' },
};

test('holds what the feed and the response say, in ASCII, and reads back as it was', () => {
  const metadata = pageMetadata(pageWanted('https://valley.example/a'), response);
  expect(metadata).toMatchObject({
    url: 'https://valley.example/a%2Fb?x=1',
    'feed-published': '2031-01-15T09:00:00Z',
    'feed-updated': '2031-01-15T10:00:00Z',
    'feed-author': 'Rosa Marsh',
    language: 'de',
    section: 'Local',
    'http-last-modified': 'Wed, 15 Jan 2031 10:00:00 GMT',
    'http-content-language': 'de',
    'feed-id': 'f1',
  });
  expect(decodeURIComponent(metadata['feed-title']!)).toBe('Größe zählt – 50 % mehr');
  expect(Object.values(metadata).join('')).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.stringify(metadata)).not.toContain('secret');
});

test('stays within the 2 KB of S3 whatever the feed says, dates before decoration', () => {
  const long = 'ü'.repeat(5000);
  const message = pageWanted('https://valley.example/a', {
    entry: { title: long, author: long, published: '2031-01-15T09:00:00Z', updated: null },
    section: long,
  });
  const metadata = pageMetadata(message, { url: `https://valley.example/${'x'.repeat(1500)}`, headers: {} });
  const bytes = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  expect(bytes).toBeLessThanOrEqual(2048);
  expect(metadata['feed-published']).toBe('2031-01-15T09:00:00Z');
});

test.each([
  ['a\r\nx-amz-acl: public', 'a x-amz-acl: public'],
  ['100%', '100%25'],
  ['\ud800', '%EF%BF%BD'],
  ['😀', '%F0%9F%98%80'],
])('%j is written %j', (value, written) => {
  expect(encodeValue(value)).toBe(written);
});

test('an object key depends on the address alone and keeps to letters that every tool reads', () => {
  expect(pageObjectKey('https://valley.example/a?b=1')).toMatch(/^incoming\/feeds\/valley\.example\/[0-9a-f]{32}$/);
  expect(pageObjectKey('http://[2001:db8::1]/a')).toMatch(/^incoming\/feeds\/-2001-db8--1-\/[0-9a-f]{32}$/);
});
