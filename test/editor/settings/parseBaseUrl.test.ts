import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../../../src/editor/settings/parseBaseUrl.ts';

describe('the address of the service', () => {
  it.each([
    ['https://api.affinity.co', 'https://api.affinity.co'],
    ['https://api.affinity.co/', 'https://api.affinity.co'],
    ['  https://proxy.example/affinity/ ', 'https://proxy.example/affinity'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('takes %s', (typed, address) => {
    expect(parseBaseUrl(typed)).toBe(address);
  });

  it.each([
    ['http://api.affinity.co'],
    ['http://127.0.0.1.example.com'],
    ['http://localhost.example.com'],
    ['https://user:secret@api.affinity.co'],
    ['https://api.affinity.co/?key=1'],
    ['https://api.affinity.co/#a'],
    ['ftp://api.affinity.co'],
    ['api.affinity.co'],
    ['command:workbench.action.quit'],
    [''],
    [7],
    [null],
    [undefined],
  ])('refuses %s, to which a key must not be sent', (typed) => {
    expect(parseBaseUrl(typed)).toBeUndefined();
  });
});
