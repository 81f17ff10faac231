/** The HTML of a panel: an empty page under a strict policy; src/webview fills it. */

export interface PanelPage {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Random, of this page alone. */
  readonly nonce: string;
  /** `asWebviewUri` of dist/webview.js and dist/webview.css. */
  readonly script: string;
  readonly style: string;
  /** BCP 47 tag of the editor's language. */
  readonly locale: string;
  readonly title: string;
}

/** Nothing is loaded but our script, our style and its font, and pictures; nothing is sent anywhere, no form, no frame. */
export function panelPage({ cspSource, nonce, script, style, locale, title }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `img-src ${cspSource} blob: data:`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${escaped(locale)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="${escaped(style)}" />
  </head>
  <body>
    <div id="panel"></div>
    <script type="module" nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
