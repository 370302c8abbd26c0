// Article addresses: one spelling for each page.
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, normaliseUrl } from '../../shared/url.ts';

describe('normaliseUrl', () => {
  it.each([
    ['lower-cases scheme and host, not the path', 'HTTPS://News.Example.ORG/A/b', 'https://news.example.org/A/b'],
    ['drops the default port', 'https://example.org:443/a', 'https://example.org/a'],
    ['keeps another port', 'http://example.org:8080/a', 'http://example.org:8080/a'],
    ['drops the fragment', 'https://example.org/a#comments', 'https://example.org/a'],
    ['drops credentials', 'https://u:p@example.org/a', 'https://example.org/a'],
    ['drops tracking parameters', 'https://example.org/a?utm_source=x&fbclid=1&gclid=2', 'https://example.org/a'],
    [
      'keeps meaningful parameters in their order',
      'https://example.org/a?z=1&utm_medium=m&id=7',
      'https://example.org/a?z=1&id=7',
    ],
    ['compares tracking names without case', 'https://example.org/a?UTM_Source=x&b=1', 'https://example.org/a?b=1'],
    ['drops the mark of a print copy', 'https://example.org/a?print=1', 'https://example.org/a'],
    ['drops what follows a question mark too many', 'https://example.org/a??utm_source=x', 'https://example.org/a'],
    ['drops an empty query', 'https://example.org/a?', 'https://example.org/a'],
    ['drops a query of question marks', 'https://example.org/a???', 'https://example.org/a'],
    ['keeps a question mark that says something', 'https://example.org/a??id=7', 'https://example.org/a??id=7'],
    ['keeps the spelling of what it keeps', 'https://example.org/a?q=%C3%A9+x', 'https://example.org/a?q=%C3%A9+x'],
    ['trims the ends', '  https://example.org/a ', 'https://example.org/a'],
    ['refuses other schemes', 'ftp://example.org/a', null],
    ['refuses scripts', 'javascript:alert(1)', null],
    ['refuses a path alone', '/a/b', null],
    ['refuses the empty string', '', null],
    ['refuses what is longer than servers accept', `https://example.org/${'a'.repeat(5000)}`, null],
  ])('%s', (_, address, expected) => {
    expect(normaliseUrl(address)).toBe(expected);
  });

  it('resolves a relative address against a base', () => {
    expect(normaliseUrl('../c?d=1', 'https://example.org/a/b')).toBe('https://example.org/c?d=1');
  });

  /** Ends of addresses as careless programs make them. */
  const careless = fc.array(fc.constantFrom('?', '&', '=', '#', ';', '%', '%3F', 'utm_a', 'id', '7'), { maxLength: 8 });

  propertyTest.prop([fc.webUrl({ withQueryParameters: true, withFragments: true }), careless])(
    'changes nothing the second time',
    (url, end) => {
      const once = normaliseUrl(`${url}?${end.join('')}`);
      expect(once).not.toBeNull();
      expect(normaliseUrl(once as string)).toBe(once);
    },
  );

  propertyTest.prop([fc.string()])('never throws', (text) => {
    expect(() => normaliseUrl(text)).not.toThrow();
  });
});

describe('canonicalUrl', () => {
  const deep = 'https://www.example.org/2024/05/harbour-opens?id=3';
  it.each([
    ['the declared address wins', deep, 'https://example.org/harbour-opens', 'https://example.org/harbour-opens'],
    ['a relative one is resolved', deep, '/harbour-opens', 'https://www.example.org/harbour-opens'],
    ['the front page is refused for a deep page', deep, 'https://www.example.org/', deep],
    [
      'the front page is right for the front page',
      'https://www.example.org/',
      'https://example.org/',
      'https://example.org/',
    ],
    ['another site is refused', deep, 'https://elsewhere.example/harbour-opens', deep],
    [
      'the mobile host may name the main one',
      'https://m.example.org/a',
      'https://www.example.org/a',
      'https://www.example.org/a',
    ],
    [
      'a subdomain may name its parent',
      'https://amp.news.example.org/a',
      'https://example.org/a',
      'https://example.org/a',
    ],
    ['without a given one the declared stands', null, 'https://example.org/a', 'https://example.org/a'],
    ['without a declared one the given stands', 'https://example.org/a', null, 'https://example.org/a'],
    ['rubbish is ignored', 'https://example.org/a', 'http://', 'https://example.org/a'],
    ['two nothings are nothing', null, null, null],
  ])('%s', (_, given, declared, expected) => {
    expect(canonicalUrl(given, declared)).toBe(expected);
  });
});
