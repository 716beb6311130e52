import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import type { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { Editor } from '../e2e/editor.ts';
import type { Form } from '../e2e/form.ts';
import type { SampleHistory } from '../e2e/sampleHistory.ts';

/** The editor of the soak, and the service behind it. */
export interface Desk {
  readonly editor: Editor;
  readonly form: Form;
  readonly sandbox: TestSandbox;
  /** The interactions of the sandbox at the start. */
  readonly history: SampleHistory;
}

/** Something that a person does. It throws unless it has had its effect. */
export type Act = (desk: Desk) => Promise<void>;

/** By what a person would call them, in the order in which they are done. */
export type Acts = Readonly<Record<string, Act>>;

/** Whom it is all about. */
export const acme = 'Acme Robotics';

/** The paths of what was asked, with the type where a list was asked for: `/interactions1`. */
export function asked({ requests }: TestSandbox): readonly string[] {
  return requests.map(({ path, query }) => path + (query['type'] ?? ''));
}

/**
 * An entry of a row's menu, when the rows are at rest. While all of them are being read anew, as after a
 * draft has gone, the editor tells the command of no row.
 */
export async function menu({ editor: { page, tree } }: Desk, row: Locator, name: string): Promise<void> {
  await expect(tree.row('Drafts')).toHaveCount(0);
  // A hover opens below a resting mouse and covers the rows below.
  await page.mouse.move(800, 400);
  await page.waitForTimeout(300);
  await tree.menu(row, name);
}
