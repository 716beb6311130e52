import * as fc from 'fast-check';
import { decodeWords } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { decodedWords } from '../../../src/drafts/capture/decodedWords.ts';
import { runCount } from '../../support/runCount.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { numRuns: runCount(200), seed };

const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('the encoded words of a header', () => {
  it.each([
    ['Terms', 'Terms', false],
    ['Is x=?y?', 'Is x=?y?', false],
    ['=?utf-8?B?broken', '', true],
    ['Re: =?utf-8?B?broken?= today', 'Re:  today', true],
    ['=?utf-8?B?####?=', '', true],
    ['=?utf-8?Q??=', '', false],
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3', 'Grüße aus K', false],
    ['=?utf-8?Q?Gr=C3=BC=C3?= =?utf-8?Q?=9Fe?=', 'Grüße', false],
    ['=?utf-8?Q?Gr=FC=DFe?=', 'Grüße', false],
    ['=?utf-8?B', '', true],
    ['Terms =?utf-8', 'Terms ', true],
  ])('%s', (value, text, undecoded) => {
    expect(decodedWords(value)).toEqual({ text, undecoded });
  });

  it(`are decoded as before when they are sound (seed ${seed})`, () => {
    const pieces = fc.oneof(
      fc.constantFrom('Re:', 'Hello', '=', '?', 'a=?b', '(1)'),
      fc.constantFrom('Grüße', '你好', '🎉', 'plain', 'a?b_c').map((text) => word(text)),
    );
    fc.assert(
      fc.property(fc.array(pieces), (all) => {
        const value = all.join(' ');
        expect(decodedWords(value)).toEqual({ text: decodeWords(value), undecoded: false });
      }),
      options,
    );
  });

  it(`leave nothing encoded and no wrong character when the header is cut off (seed ${seed})`, () => {
    const texts = fc.array(fc.constantFrom('Grüße', '你好，世界', '🎉🎉', 'Hello Ann'), { minLength: 1 });
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const value = all.map((text) => word(text)).join(' ');
        const { text } = decodedWords(value.slice(0, Math.floor(share * value.length)));
        expect(text).not.toMatch(/\uFFFD|\?B\?/u);
        expect(all.join('').startsWith(text.trim().replace(/\s*=\??(?:u|ut|utf)?$/u, ''))).toBe(true);
      }),
      options,
    );
  });
});
