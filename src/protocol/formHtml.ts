export interface FormHtmlParts {
  /** New for each page, unguessable: letters and digits. */
  readonly nonce: string;
  /** `webview.cspSource`, or the origin of a test server. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** `vscode.env.language`. */
  readonly lang: string;
  readonly title: string;
}

/** The page of the form: an empty frame that may load its own script and style, and nothing else. */
export function formHtml(parts: FormHtmlParts): string {
  const csp = [
    `default-src 'none'`,
    `script-src 'nonce-${parts.nonce}'`,
    // The toolkit makes one style element, to see what the browser can do; it takes its nonce from the meta below.
    `style-src ${parts.cspSource} 'nonce-${parts.nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(csp)}">
<meta property="csp-nonce" content="${escaped(parts.nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(parts.title)}</title>
<link rel="stylesheet" href="${escaped(parts.styleUri)}">
<script nonce="${escaped(parts.nonce)}" src="${escaped(parts.scriptUri)}" defer></script>
</head>
<body><main></main></body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
