export interface PageHtmlOptions {
  /** New for each page and unguessable; letters and digits. */
  readonly nonce: string;
  /** `vscode.env.language`. */
  readonly lang: string;
  readonly title: string;
  readonly bundle: PageBundle;
  /** The address of the second script, made with `webview.asWebviewUri`. */
  readonly deferred: string;
  /** The first message to the page, as JSON; set when the page is loaded for the first time. */
  readonly opening?: object | undefined;
}

/** The built script and style of a page. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/**
 * The HTML of a page. Script and style are inline, because each file that a webview loads takes a detour through the
 * editor's window. Only the second script is loaded: it is large, and the page is visible without it.
 */
export function pageHtml(options: PageHtmlOptions): string {
  const { script, style } = options.bundle;
  const [nonce, deferred] = [escaped(options.nonce), escaped(options.deferred)];
  const opening =
    options.opening === undefined ? '' : ` data-opening="${escaped(JSON.stringify(options.opening))}"`;
  const csp = [
    `default-src 'none'`,
    `script-src 'nonce-${options.nonce}'`,
    // The toolkit creates a style element too, with the nonce of the meta element below.
    `style-src 'nonce-${options.nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(options.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(csp)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(options.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><main${opening}></main><script nonce="${nonce}" data-deferred="${deferred}">${inElement(script)}</script></body>
</html>
`;
}

/** Escapes what would end the script element, or keep it open. Both can only be parts of string literals. */
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
