import { l10n } from 'vscode';
import type { RecordKind } from '../../model/recordRef.ts';

export function kindWord(kind: RecordKind): string {
  switch (kind) {
    case 'person':
      return l10n.t('person');
    case 'company':
      return l10n.t('company');
    case 'opportunity':
      return l10n.t('opportunity');
  }
}
