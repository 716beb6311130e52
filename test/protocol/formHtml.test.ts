import { expect, it } from 'vitest';
import { formHtml } from '../../src/protocol/formHtml.ts';

const parts = {
  nonce: 'abc123',
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://host/form.js?a&b',
  styleUri: 'https://host/form.css',
  lang: 'de',
  title: 'Log "<Interaction>"',
};

it('allows the page its own script and style, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/
    .exec(formHtml(parts))?.[1]
    ?.replaceAll('&#39;', "'");
  expect(policy).toBe(
    "default-src 'none'; script-src 'nonce-abc123'; style-src https://*.vscode-cdn.net 'nonce-abc123'; " +
      "base-uri 'none'; form-action 'none'",
  );
});

it('puts nothing into the page that could end an attribute or an element', () => {
  const html = formHtml({ ...parts, lang: '"><script>', title: '</title><script>' });
  expect(html).not.toContain('<script>');
  expect(html).toContain('https://host/form.js?a&amp;b');
});
