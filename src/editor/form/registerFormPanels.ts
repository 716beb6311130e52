import { window } from 'vscode';
import type { Disposable } from 'vscode';
import type { FormsOnDemand } from './formsOnDemand.ts';
import { FORM_VIEW_TYPE } from './formViewType.ts';

/** Gives forms that were open when the editor was closed their page back. */
export function registerFormPanels(forms: FormsOnDemand): Disposable {
  return window.registerWebviewPanelSerializer(FORM_VIEW_TYPE, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      await (await forms.get()).restore(panel, state);
    },
  });
}
