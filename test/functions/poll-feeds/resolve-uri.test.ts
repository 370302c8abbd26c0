// Addresses as feeds write them: what is relative is resolved by RFC 3986, what is absolute stays as it was written.
import { describe, expect, test } from 'vitest';
import { nestedBase, resolveUri } from '../../../functions/poll-feeds/resolve-uri.ts';

describe('resolveUri', () => {
  const base = 'http://a/b/c/d;p?q';
  // https://www.rfc-editor.org/rfc/rfc3986#section-5.4
  test.each([
    ['g:h', 'g:h'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g#s', 'http://a/b/c/g#s'],
    ['g?y#s', 'http://a/b/c/g?y#s'],
    [';x', 'http://a/b/c/;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['./', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../g', 'http://a/g'],
    ['../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['g/./h', 'http://a/b/c/g/h'],
    ['g/../h', 'http://a/b/c/h'],
    ['http:g', 'http://a/b/c/g'],
  ])('%j by the RFC', (reference, resolved) => {
    expect(resolveUri(base, reference)).toBe(resolved);
  });

  test.each([
    ['an absolute address as it was written', base, 'HTTP://Paper.Example?a b', 'http://Paper.Example?a b'],
    ['white space and line breaks', base, ' /a\n/b ', 'http://a/a/b'],
    ['a slash too many', base, 'http:///paper.example/a', 'http://paper.example/a'],
    ['a base without a path', 'http://paper.example', 'story', 'http://paper.example/story'],
    ['no base', '', 'story', 'story'],
    ['a base that is a path only', '/feeds/all.xml', 'story', '/feeds/story'],
    ['a base that has no folders', 'urn:feed:1', 'story', 'story'],
    ['an address of another kind', base, 'mailto:desk@paper.example', 'mailto:desk@paper.example'],
    ['dots in a base', 'http://a/b/../c/d', 'e', 'http://a/c/e'],
    ['dots behind names', base, 'x/y/../..', 'http://a/b/c/'],
    ['dots through names and folders', base, 'x/../../y', 'http://a/b/y'],
    ['empty segments', base, 'x//../y', 'http://a/b/c/x/y'],
    ['a base that is too long', `http://a/${'x'.repeat(2100)}/`, 'story', 'story'],
    ['an absolute address under it', `http://a/${'x'.repeat(2100)}/`, 'http://b/c', 'http://b/c'],
    ['an address that is too long', base, 'x'.repeat(9000), 'x'.repeat(9000)],
  ])('%s', (_, from, reference, resolved) => {
    expect(resolveUri(from, reference)).toBe(resolved);
  });
});

describe('nestedBase', () => {
  const base = 'https://paper.example/news/';
  test.each([
    ['a folder', base, 'local/', 'https://paper.example/news/local/'],
    ['an address', base, 'ftp://files.example/', 'ftp://files.example/'],
    ['none of which addresses can be made', base, 'javascript:alert(1)//', base],
    ['one that is too long', base, 'x/'.repeat(5000), base],
    ['whatever is said where nothing is known', '', 'local/', 'local/'],
  ])('%s', (_, from, reference, expected) => {
    expect(nestedBase(from, reference)).toBe(expected);
  });
});
