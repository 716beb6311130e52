import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Forms } from '../../../src/editor/form/forms.ts';
import { formsInWindow, page, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { Panel, seen } from '../support/vscodeStandIn.ts';

type WebviewPanel = Parameters<Forms['restore']>[0];

let first: FormsInWindow;

beforeEach(async () => {
  first = await formsInWindow();
});

afterEach(() => first.end());

/** The panel as the editor shows it after the restart, without a page yet. */
function panelAfterRestart(): { readonly panel: Panel; readonly webviewPanel: WebviewPanel } {
  const panel = new Panel(seen.panels[0]?.title ?? '');
  return { panel, webviewPanel: panel as unknown as WebviewPanel };
}

async function textOf(panel: Panel): Promise<string | undefined> {
  await until(() => panel.webview.html !== '');
  panel.say({ kind: 'ready', timeZone: 'UTC' });
  await until(() => panel.told.length > 0);
  return panel.told[0]?.values?.text;
}

/** The session of a window, which a test may take away for a while. */
const sessionsOf = ({ deps }: FormsInWindow) => deps.sessions as { current: unknown };

describe('a form that was open at a restart', () => {
  it('comes back a hundred times in a row', { timeout: 120_000 }, async () => {
    const texts: (string | undefined)[] = [];
    for (let restart = 0; restart < 100; restart += 1) {
      const before = await formsInWindow();
      await before.forms.log(before.session, { kind: 'person', id: 11, name: 'Jane Roe' });
      const text = `Restart ${restart}.`;
      (await page()).say({ kind: 'edit', revision: 1, values: { text } });
      const { panel, webviewPanel } = panelAfterRestart();
      const after = await formsInWindow(true, before.folder);
      const { session } = after;
      // The host before the restart writes its draft late, and the account is known late.
      sessionsOf(after).current = undefined;
      const known = sleep((restart * 61) % 40).then(() => (sessionsOf(after).current = session));
      const written = sleep((restart * 37) % 40).then(() => before.writing.flush());
      const [{ id } = { id: '' }] = before.writing.drafts.summaries();
      // Every fifth page was closed before it could store its state.
      await after.forms.restore(webviewPanel, restart % 5 === 0 ? undefined : { draft: id });
      texts.push(panel.isOpen ? await textOf(panel) : undefined);
      await Promise.all([known, written]);
      after.dispose();
      await before.end();
    }
    expect(texts).toEqual(texts.map((_, restart) => `Restart ${restart}.`));
  });

  it('is closed when its draft is gone', { timeout: 20_000 }, async () => {
    const { panel, webviewPanel } = panelAfterRestart();
    await first.forms.restore(webviewPanel, { draft: 'gone' });
    expect(panel.isOpen).toBe(false);
  });

  it('is not waited for once its panel is closed', async () => {
    const { panel, webviewPanel } = panelAfterRestart();
    const restoring = first.forms.restore(webviewPanel, { draft: 'gone' });
    panel.dispose();
    await restoring;
    expect(panel.webview.html).toBe('');
  });
});
