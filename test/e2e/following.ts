import { expect } from '@playwright/test';
import type { Editor } from './editor.ts';

/** Follows a record through the palette and the search. */
export async function follow(editor: Editor, name: string, term = name): Promise<void> {
  await editor.run('affinity.follow');
  await editor.quickInput.type(term);
  await editor.quickInput.choose(name);
  await expect(editor.tree.row(name, 1)).toHaveAttribute('aria-expanded', 'true');
}
