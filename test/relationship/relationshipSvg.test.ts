import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { relationshipPageWords } from '../../src/protocol/relationshipPageWords.ts';
import { relationshipSvg } from '../../src/relationship/relationshipSvg.ts';
import { anyText } from '../support/anyText.ts';
import { runCount } from '../support/runCount.ts';
import { views } from '../webview/relationshipViews.ts';

const words = relationshipPageWords();

/** Throws unless each tag is closed in its order and every ampersand begins an entity. */
function checkXml(text: string): void {
  const open: string[] = [];
  for (const [, end, name = '', , alone] of text.matchAll(
    /<(\/?)([a-z]+)((?:\s[a-z-]+="[^"<&]*")*)\s*(\/?)>/gi,
  )) {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (alone === '') open.push(name);
  }
  expect(open).toEqual([]);
  const content = text.replaceAll(/<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/gi, '');
  expect(content).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
}

describe('the image', () => {
  it('has a title, a description, and colors and a background of its own', () => {
    const svg = relationshipSvg(views.full, words);
    checkXml(svg);
    expect(svg).toContain('<title id="title">Acme Robotics: Interactions by month and type</title>');
    expect(svg).toContain('First contact: 3 Feb 2019 · 6 years ago');
    expect(svg).toContain('<rect width="100%" height="100%" fill="#ffffff"/>');
    expect(svg).not.toMatch(/currentcolor|var\(|style=|<script|href/i);
  });

  it('has a box for each month of each type, and the numbers of the grid', () => {
    const svg = relationshipSvg(views.huge, words);
    const boxes = [...svg.matchAll(/<rect x=/g)].length;
    expect(boxes).toBe(typeIds.length * 180);
    // One of them is the sum of 2010, which has one month.
    expect([...svg.matchAll(/>88<\/text>/g)]).toHaveLength(180 + 1);
    expect(svg).toContain('>2025</text>');
  });

  it('marks planned months and what is not loaded', () => {
    expect(relationshipSvg(views.planned, words)).toMatch(/stroke-dasharray="3 2"\/><text [^>]*>\+1</);
    expect(relationshipSvg(views.partly, words)).toContain('>–</text>');
  });

  it('stays well-formed with any texts', () => {
    const text = anyText({ maxLength: 60 });
    fc.assert(
      fc.property(text, text, (name, told) => {
        const contacts = [{ label: told, value: name }];
        const svg = relationshipSvg(
          { ...views.full, name, contacts, coverage: { sentences: [told] } },
          words,
        );
        checkXml(svg);
        // oxlint-disable-next-line no-control-regex -- they are what is looked for
        expect(svg).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        expect(svg.isWellFormed()).toBe(true);
      }),
      { numRuns: runCount(20) },
    );
    checkXml(relationshipSvg(views.hostile, words));
  });

  it('has readable text on every step', () => {
    const svg = relationshipSvg(views.full, words);
    const pairs = [...svg.matchAll(/fill="(#\w{6})" stroke="[^"]*"[^>]*\/><text [^>]*fill="(#\w{6})"/g)];
    expect(pairs.length).toBeGreaterThan(20);
    for (const [, back = '', ink = ''] of pairs) expect(contrast(back, ink)).toBeGreaterThanOrEqual(4.5);
  });
});

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Source: WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
