import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editorLinkPath, parseEditorLink } from '../../src/model/editorLink.ts';
import type { EditorLink } from '../../src/model/editorLink.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { anyText } from '../support/anyText.ts';
import { runCount } from '../support/runCount.ts';

const parsed = (path: string): EditorLink | undefined => parseEditorLink({ path, query: '', fragment: '' });

const withSubdomain = (subdomain: string): string =>
  editorLinkPath({ tenant: { id: 7, subdomain }, type: 1, id: 2 });

const id = fc.oneof(
  fc.nat(),
  fc.maxSafeNat().filter((value) => value < 10 ** 16),
);
const subdomain = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const tenant = fc.oneof(
  fc.constant('sample' as const),
  fc.record({ id, subdomain: fc.option(subdomain, { nil: undefined }) }),
);
const links = fc.record({ tenant, type: fc.constantFrom(...typeIds), id });

describe('an editor link', () => {
  it('names the firm, the type and the interaction', () => {
    const link = { tenant: { id: 1234, subdomain: 'acme' }, type: 0, id: 417 } as const;
    expect(editorLinkPath(link)).toBe('/interaction/acme-1234/meeting-417');
    expect(parsed('/interaction/acme-1234/meeting-417')).toEqual(link);
    expect(parsed('/interaction/sample/email-9')).toEqual({ tenant: 'sample', type: 3, id: 9 });
  });

  it('leaves out a subdomain that is none, and writes a valid one in lower case', () => {
    expect(withSubdomain('a/b')).toBe('/interaction/7/call-2');
    expect(withSubdomain('Acme')).toBe('/interaction/acme-7/call-2');
  });

  it('is read as what it was made of', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(parsed(editorLinkPath(link))).toEqual(link);
      }),
      { numRuns: runCount(800) },
    );
  });

  it.each([
    ['nothing', ''],
    ['another command', '/delete/acme-1234/meeting-417'],
    ['a type that does not exist', '/interaction/acme-1234/note-417'],
    ['no number', '/interaction/acme-1234/meeting-x'],
    ['a leading zero', '/interaction/acme-1234/meeting-0417'],
    ['a number that is not safe', '/interaction/acme-1234/meeting-9007199254740993'],
    ['a tenant without a number', '/interaction/acme/meeting-417'],
    ['more folders', '/interaction/acme-1234/meeting-417/x'],
    ['a slash at the end', '/interaction/acme-1234/meeting-417/'],
    ['a way up', '/interaction/../interaction/acme-1234/meeting-417'],
    ['capitals', '/interaction/Acme-1234/meeting-417'],
    ['a line break', '/interaction/acme-1234/meeting-417\n'],
    ['digits of another script', '/interaction/acme-1234/meeting-٤١٧'],
    ['an accent', '/interaction/acmé-1234/meeting-417'],
    ['a subdomain that is too long', `/interaction/${'a'.repeat(64)}-1/meeting-1`],
  ])('is refused with %s', (_, path) => {
    expect(parsed(path)).toBeUndefined();
  });

  it('is refused with a query or a fragment', () => {
    const path = '/interaction/acme-1234/meeting-417';
    expect(parseEditorLink({ path, query: 'apiKey=x', fragment: '' })).toBeUndefined();
    expect(parseEditorLink({ path, query: '', fragment: 'x' })).toBeUndefined();
  });

  it('that is accepted is exactly one that is made', () => {
    const pieces = fc.constantFrom(
      '/',
      'interaction',
      'sample',
      'acme',
      '-',
      '12',
      '0',
      'meeting',
      'call',
      '%2F',
    );
    const hostile = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(links, fc.nat(), anyText({ maxLength: 3 })).map(([link, place, inserted]) => {
        const path = editorLinkPath(link);
        return path.slice(0, place % path.length) + inserted + path.slice(place % path.length);
      }),
    );
    fc.assert(
      fc.property(hostile, (path) => {
        const link = parsed(path);
        if (link !== undefined) expect(editorLinkPath(link)).toBe(path);
      }),
      { numRuns: runCount(600) },
    );
  });
});
