import { expect, it } from 'vitest';
import { formHtml } from '../../src/protocol/formHtml.ts';
import type { FormOpening } from '../../src/protocol/messageToPage.ts';

const parts = {
  nonce: 'abc123',
  lang: 'de',
  title: 'Log "<Interaction>"',
  bundle: { script: 'start()', style: 'main {}' },
  deferred: 'https://files.example/formDeferred.js?a&b',
};

it('allows the page what stands in it, and to load nothing that lacks its nonce', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/
    .exec(formHtml(parts))?.[1]
    ?.replaceAll('&#39;', "'");
  expect(policy).toBe(
    "default-src 'none'; script-src 'nonce-abc123'; style-src 'nonce-abc123'; " +
      "base-uri 'none'; form-action 'none'",
  );
});

it('puts nothing into the page that could end an attribute or an element', () => {
  const draft = `"'></main><script>&quot;`;
  const opening = { draft } as FormOpening;
  const html = formHtml({ ...parts, lang: '"><script>', title: '</title><script>', opening });
  expect(html).toContain('<main data-opening="{&quot;draft&quot;:&quot;\\&quot;&#39;&gt;&lt;/main&gt;');
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;/title&gt;');
});

it('lets no text in the script end it, or keep it from ending', () => {
  const script = "say('<!-- <script></script>')";
  expect(formHtml({ ...parts, bundle: { script, style: '' } })).toContain(
    String.raw`<script nonce="abc123" data-deferred="https://files.example/formDeferred.js?a&amp;b">say('\x3C!-- \x3Cscript>\x3C/script>')</script>`,
  );
});
