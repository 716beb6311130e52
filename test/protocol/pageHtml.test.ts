import { expect, it } from 'vitest';
import type { FormOpening } from '../../src/protocol/messageToPage.ts';
import { pageHtml } from '../../src/protocol/pageHtml.ts';

const options = {
  nonce: 'abc123',
  lang: 'de',
  title: 'Log "<Interaction>"',
  bundle: { script: 'start()', style: 'main {}' },
  deferred: 'https://files.example/formDeferred.js?a&b',
};

it('allows inline content and scripts with the nonce, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/
    .exec(pageHtml(options))?.[1]
    ?.replaceAll('&#39;', "'");
  expect(policy).toBe(
    "default-src 'none'; script-src 'nonce-abc123'; style-src 'nonce-abc123'; " +
      "base-uri 'none'; form-action 'none'",
  );
});

it('escapes whatever could end an attribute or an element', () => {
  const draft = `"'></main><script>&quot;`;
  const opening = { draft } as FormOpening;
  const html = pageHtml({ ...options, lang: '"><script>', title: '</title><script>', opening });
  expect(html).toContain('<main data-opening="{&quot;draft&quot;:&quot;\\&quot;&#39;&gt;&lt;/main&gt;');
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;/title&gt;');
});

it('escapes script text that could end the script element or keep it open', () => {
  const script = "say('<!-- <script></script>')";
  expect(pageHtml({ ...options, bundle: { script, style: '' } })).toContain(
    String.raw`<script nonce="abc123" data-deferred="https://files.example/formDeferred.js?a&amp;b">say('\x3C!-- \x3Cscript>\x3C/script>')</script>`,
  );
});
