import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './support/folders.ts';
import { translationProblems } from './support/translationProblems.ts';
import type { Texts } from './support/translationProblems.ts';
import { pseudo } from './support/translations.ts';

const BUNDLE = /^bundle\.l10n\.([\w-]+)\.json$/;
const MANIFEST_TEXTS = /^package\.nls\.([\w-]+)\.json$/;

const bundle = read('l10n/bundle.l10n.json');
const manifestTexts = read('package.nls.json');
const bundles = languages('l10n', BUNDLE);
const manifests = languages('.', MANIFEST_TEXTS);

describe('a translation', () => {
  it.each(bundles)('of the code keeps the texts, placeholders and links: %s', (language) => {
    expect(translationProblems(bundle, read(`l10n/bundle.l10n.${language}.json`))).toEqual([]);
  });

  it.each(manifests)('of the manifest keeps the texts, placeholders and links: %s', (language) => {
    expect(translationProblems(manifestTexts, read(`package.nls.${language}.json`))).toEqual([]);
  });

  it('covers both the code and the manifest', () => {
    expect(bundles).toEqual(manifests);
  });

  it('passes these checks in a pseudo-language, although every text differs', () => {
    for (const english of [bundle, manifestTexts]) {
      const translated = pseudoOf(english);
      expect(translationProblems(english, translated)).toEqual([]);
      const same = Object.keys(english).filter((key) => translated[key] === english[key]);
      expect(same).toEqual([]);
    }
  });
});

describe('the checks of a translation find', () => {
  const all: Texts = { ...bundle, ...manifestTexts };

  it('a text that is missing, empty, or no longer there, whichever it is', () => {
    for (const [key, text] of Object.entries(all)) {
      expect(translationProblems({ [key]: text }, {})).toEqual([`${key}: is missing`]);
      expect(translationProblems({ [key]: text }, { [key]: ' ' })).toEqual([`${key}: is empty`]);
    }
    expect(translationProblems(all, { ...pseudoOf(all), Old: 'Alt' })).toEqual([
      'Old: is no longer a text of the extension',
    ]);
  });

  it.each([
    ['placeholders', /\{0\}/, '{7}'],
    ['placeholders', /\{0\}/, ''],
    ['placeholders', /\{0\}/, '{0}{0}'],
    ['links', /\]\(command:affinity\./, '](command:affinität.'],
    ['code', /`/, '’'],
  ])('other %s (%s → %s) in every text that has them', (part, pattern, other) => {
    const texts = Object.entries(all).filter(([, text]) => pattern.test(text));
    expect(texts.length).toBeGreaterThan(0);
    for (const [key, text] of texts) {
      const translated = { [key]: pseudo(text).replace(pattern, other) };
      expect(translationProblems({ [key]: text }, translated)).toEqual([`${key}: has other ${part}`]);
    }
  });

  it('no fault with another order of the same placeholders', () => {
    expect(translationProblems({ a: '{0} of {1}' }, { a: '{1}: {0}' })).toEqual([]);
  });
});

function read(file: string): Texts {
  return JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8')) as Texts;
}

function languages(folder: string, pattern: RegExp): readonly string[] {
  const names = readdirSync(path.join(projectFolder, folder));
  return names.flatMap((name) => pattern.exec(name)?.[1] ?? []).toSorted();
}

function pseudoOf(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
}
