import { l10n, QuickInputButtons, ThemeIcon } from 'vscode';
import type { QuickInputButton } from 'vscode';

export const TOTAL_STEPS = 3;

/** How a step is left without an answer. `cancel`: with Esc. */
export type QuickStep = 'back' | 'form' | 'cancel';

/** The buttons of a step. The first step has nothing to go back to. */
export function stepButtons(isFirst = false): readonly QuickInputButton[] {
  const openInForm = { iconPath: new ThemeIcon('comment-draft'), tooltip: l10n.t('Open in Form') };
  return isFirst ? [openInForm] : [QuickInputButtons.Back, openInForm];
}

export function stepOf(button: QuickInputButton): QuickStep {
  return button === QuickInputButtons.Back ? 'back' : 'form';
}
