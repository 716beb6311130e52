import { window } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import type { RelationshipDeps, RelationshipPanels } from './relationshipPanels.ts';
import { RELATIONSHIP_VIEW_TYPE } from './relationshipViewType.ts';

/** Loads the relationship pages when the first one is opened. */
export class RelationshipOnDemand implements Disposable {
  readonly #deps: RelationshipDeps;
  #isDisposed = false;
  #loading: Promise<RelationshipPanels> | undefined;
  #loaded: RelationshipPanels | undefined;

  constructor(deps: RelationshipDeps) {
    this.#deps = deps;
  }

  /** Restores the pages that were open when the window was closed. */
  register(): Disposable {
    return window.registerWebviewPanelSerializer(RELATIONSHIP_VIEW_TYPE, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        await (await this.get()).restore(panel, state);
      },
    });
  }

  get(): Promise<RelationshipPanels> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#loaded?.dispose();
  }

  async #load(): Promise<RelationshipPanels> {
    const { RelationshipPanels } = await import('./relationshipPanels.ts');
    const panels = new RelationshipPanels(this.#deps);
    this.#loaded = panels;
    // The window may have been closed while the bundle was loaded.
    if (this.#isDisposed) panels.dispose();
    return panels;
  }
}
