import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchingLine, matchingPlace } from '../../src/search/matchingPlace.ts';
import { parseSearchQuery } from '../../src/search/searchQuery.ts';

const query = (typed: string) => parseSearchQuery(typed, async () => undefined);

async function matched(text: string, typed: string, hint = ''): Promise<string | undefined> {
  const place = matchingPlace(text, await query(typed), hint);
  return (
    place && `${String(place.line)}: ${text.split('\n')[place.line]?.slice(place.start, place.end) ?? ''}`
  );
}

describe('the place of a match', () => {
  const text =
    '# Kick-off\n\n- Zoë Ray\n\n## Note\n\nWe agreed on terms.\nSend the term sheet to Zoë.\n今天的会议记录';

  it.each([
    ['sheet', '7: sheet'],
    ['term', '6: terms'],
    ['term sheet', '7: term'],
    ['"term sheet"', '7: term'],
    ['zoe', '2: Zoë'],
    ['ZOE send', '7: Send'],
    ['shete', '7: sheet'],
    ['会议', '8: 今天的会议记录'],
    ['kick-off', '0: Kick'],
    ['nothing', undefined],
    ['', undefined],
  ])('of %j is %j', async (typed, expected) => {
    expect(await matched(text, typed)).toBe(expected);
  });

  it('is on the line that was found, among equals', async () => {
    expect(await matched(text, 'zoe', 'Send the term sheet to Zoë.')).toBe('7: Zoë');
  });

  it('is a range within its line, whatever the text and the query are', async () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 6 }), anything, async (lines, typed) => {
        const content = lines.join('\n');
        const place = matchingPlace(content, await query(typed));
        if (place === undefined) return;
        const line = content.split('\n')[place.line] ?? '';
        expect(place.start).toBeLessThan(place.end);
        expect(place.end).toBeLessThanOrEqual(line.length);
      }),
    );
  });
});

describe('a matching line', () => {
  it('is cut around the match, with marks where it goes on', async () => {
    const long = `${'before '.repeat(30)}target ${'after '.repeat(60)}`;
    const line = matchingLine(`first\n${long}`, await query('target')) ?? '';
    expect(line).toMatch(/^….*target.*…$/);
    expect(line.length).toBeLessThanOrEqual(162);
    expect(matchingLine('  a target  ', await query('target'))).toBe('a target');
  });
});
