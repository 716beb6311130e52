import { window, type Disposable } from 'vscode';
import { formViewType } from './formViewType.ts';
import type { FormsOnDemand } from './formsOnDemand.ts';

/** Gives forms that were open when the editor was closed their page back. */
export function registerFormPanels(forms: FormsOnDemand): Disposable {
  return window.registerWebviewPanelSerializer(formViewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      await (await forms.get()).restore(panel, state);
    },
  });
}
