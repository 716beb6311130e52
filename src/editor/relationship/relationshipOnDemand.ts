import { Disposable, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { viewTypes } from '../page/viewTypes.ts';
import type { RelationshipDeps, RelationshipPanels } from './relationshipPanels.ts';

/** Loads the relationship pages when the first one is opened. */
export class RelationshipOnDemand implements Disposable {
  readonly #deps: RelationshipDeps;
  #isDisposed = false;
  #loading: Promise<RelationshipPanels> | undefined;
  #loaded: RelationshipPanels | undefined;

  constructor(deps: RelationshipDeps) {
    this.#deps = deps;
  }

  /** Restores the pages that were open when the window was closed. What it returns ends all pages. */
  register(): Disposable {
    const serializer = window.registerWebviewPanelSerializer(viewTypes.relationship, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        await (await this.get()).restore(panel, state);
      },
    });
    return Disposable.from(this, serializer);
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
