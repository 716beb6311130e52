import type { Theme } from '../support/themes.ts';

/** What the editor, and the test, do in a page. */
export interface EditorInPage {
  acquireVsCodeApi(): unknown;
  /** Added by the host. Sends a message to the host whose page is open at this place. */
  toHost(place: string, data: unknown): Promise<void>;
  /** Sets the variables and classes as the editor does, also in an open page. */
  setTheme(id: string): void;
}

/** Runs in each page before its own script. The address names the theme and the key of the page's state. */
export function actAsEditor(themes: readonly Theme[]): void {
  const scope = window as unknown as EditorInPage;
  const query = new URLSearchParams(location.search);
  const place = query.get('place') ?? '';
  scope.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => void scope.toHost(place, message),
    getState: () => (JSON.parse(sessionStorage.getItem(place) ?? 'null') as unknown) ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(place, JSON.stringify(state)),
  });
  scope.setTheme = (id) => {
    const theme = themes.find((one) => one.id === id);
    const { style } = document.documentElement;
    style.cssText = '';
    for (const [name, value] of Object.entries(theme?.variables ?? {})) style.setProperty(name, value);
    style.background = 'var(--vscode-editor-background)';
    const { classList, dataset } = document.body;
    const kind = theme?.kind ?? '';
    classList.remove(...[...classList].filter((name) => name.startsWith('vscode-')));
    classList.add(kind, ...(kind.startsWith('vscode-high-contrast') ? ['vscode-high-contrast'] : []));
    dataset['vscodeThemeKind'] = kind;
  };
  document.addEventListener('readystatechange', () => {
    if (document.readyState === 'interactive') scope.setTheme(query.get('theme') ?? '');
  });
}
