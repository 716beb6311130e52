import type { FormOpening } from './messageToPage.ts';

export interface FormHtmlParts {
  /** New for each page, unguessable: letters and digits. */
  readonly nonce: string;
  /** `vscode.env.language`. */
  readonly lang: string;
  readonly title: string;
  readonly bundle: FormBundle;
  /** Where the page gets its second script from, `webview.asWebviewUri` of `formDeferred.js`. */
  readonly deferred: string;
  /** How the form begins, for a page that is loaded for the first time. */
  readonly opening?: FormOpening | undefined;
}

/** What the page runs and looks like, as built: text that ends no element of the page. */
export interface FormBundle {
  readonly script: string;
  readonly style: string;
}

/**
 * The page of the form: its own script and style, and leave to load nothing but scripts that carry its nonce. They stand in
 * the page, since each file that a webview asks for goes through the editor's window and back. One script does: what the
 * page need not wait for to be seen, which is larger than all of this.
 */
export function formHtml(parts: FormHtmlParts): string {
  const { script, style } = parts.bundle;
  const [nonce, deferred] = [escaped(parts.nonce), escaped(parts.deferred)];
  const opening =
    parts.opening === undefined ? '' : ` data-opening="${escaped(JSON.stringify(parts.opening))}"`;
  const csp = [
    `default-src 'none'`,
    `script-src 'nonce-${parts.nonce}'`,
    // The toolkit makes a style element too, to see what the browser can do; it takes its nonce from the meta below.
    `style-src 'nonce-${parts.nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(csp)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(parts.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><main${opening}></main><script nonce="${nonce}" data-deferred="${deferred}">${inElement(script)}</script></body>
</html>
`;
}

/** Between `<!--` and `<script` in a text the end of its own element would not end it. Both are parts of strings only. */
function inElement(script: string): string {
  return script.replaceAll('<!--', String.raw`\x3C!--`).replaceAll(/<(?=\/?script)/gi, String.raw`\x3C`);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
