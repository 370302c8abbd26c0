// HTML in the titles of feeds: recognised, made harmless, and read as text.
import { describe, expect, test } from 'vitest';
import { cleanHtml, htmlText, looksLikeHtml } from '../../../functions/poll-feeds/html-value.ts';

test.each([
  ['Tea &amp; cake', true],
  ['Tea <b>and</b> cake', true],
  ['1 < 2', false],
  ['Tea and cake', false],
  ['How to use <T></T> in C++', false],
  ['Tea &cake;', false],
])('%j is HTML: %s', (value, expected) => {
  expect(looksLikeHtml(value)).toBe(expected);
});

describe('cleanHtml', () => {
  const base = 'https://paper.example/news/';
  test.each([
    [
      'tags and attributes that run nothing',
      '<p class="a" title="x">One<br>two</p>',
      '<p class="a" title="x">One<br />two</p>',
    ],
    ['no scripts and styles, nor their text', 'One<script>alert(1)</script><style>p{}</style>', 'One'],
    ['no tags that HTML does not know, but their text', '<blink>One</blink>', 'One'],
    ['no attributes that run code', '<p onclick="x()" style="x">One</p>', '<p>One</p>'],
    ['addresses resolved', '<a href="a.html">One</a>', '<a href="https://paper.example/news/a.html">One</a>'],
    ['no addresses that run code', '<a href="javascript:x()">One</a>', '<a href="">One</a>'],
    [
      'words of attributes in lower case',
      '<a rel="NoFollow" type="Text/HTML">One</a>',
      '<a rel="nofollow" type="text/html">One</a>',
    ],
    [
      'quotes and signs in attributes escaped',
      '<p title=\'"a" & b > c\'>One</p>',
      '<p title="&quot;a&quot; &amp; b &gt; c">One</p>',
    ],
    ['quotation marks by number as themselves', '&#39;One&#34;', '\'One"'],
    ['numbers of windows-1252 as what they meant', '&#146;One&#x93;', '&#x2019;One&#x201c;'],
    ['other numbers as written', '&#8217;&#X2019;', '&#8217;&#x2019;'],
    ['entities of HTML', '&eacute;&apos;&copy 2031', '&eacute;&apos;&copy; 2031'],
    ['signs that begin no entity of HTML escaped', 'AT&T', 'AT&amp;T'],
    ['names too long for an entity escaped', `&${'a'.repeat(40)};`, `&amp;${'a'.repeat(40)}`],
    ['what is marked as text as text', '<![CDATA[1 < 2 & 3]]>', '1 &lt; 2 &amp; 3'],
  ])('keeps %s', (_, html, expected) => {
    expect(cleanHtml(html, base)).toBe(expected);
  });
});

test.each([
  ['<p>One</p><p>two &amp; three</p>', 'One two & three'],
  ['<b>O</b>ne', 'One'],
  ['One<script>alert(1)</script><style>p{}</style> two', 'One two'],
  ['<![CDATA[1 &amp; 2]]>', '1 &amp; 2'],
])('%j reads %j', (html, text) => {
  expect(htmlText(html)).toBe(text);
});
