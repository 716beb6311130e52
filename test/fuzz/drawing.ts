import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Interaction, Note } from '../../src/affinity/index.ts';
import { interactionMarkdown } from '../../src/editor/reader/interactionMarkdown.ts';
import { interactionTooltip, rowItem } from '../../src/editor/tree/rowItem.ts';
import { interactionRow, recordRow, typeRow } from '../../src/history/historyRow.ts';
import { plainNote } from '../../src/model/noteText.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';

/** The exports of this file, which is loaded as a bundle because drawing needs the editor. */
export interface Drawing {
  readonly drawInteraction: typeof drawInteraction;
  readonly drawNote: typeof drawNote;
  readonly drawRecord: typeof drawRecord;
}

const drawn = { expanded: false, state: undefined, filtered: false };
const jane = recordRow('acme', { kind: 'person', id: 11, name: 'Jane Roe' });

/**
 * Draws all that is drawn of an interaction: row, tooltip and document. What in the document must not be, if anything.
 */
export async function drawInteraction(interaction: Interaction, note?: Note): Promise<string | undefined> {
  const item = rowItem(interactionRow(typeRow(jane, 0), interaction), drawn);
  const tooltip = interactionTooltip(interaction, note === undefined ? '' : plainNote(note));
  if ('isTrusted' in tooltip && tooltip.isTrusted === true) return 'a tooltip that may run commands';
  if (typeof item.label !== 'string' || item.label === '') return 'a row without a label';
  return complaint(await interactionMarkdown(interaction, note === undefined ? [] : [{ note }]));
}

export function drawNote(note: Note): Promise<string | undefined> {
  const lists = { persons: [], attendees: [], to: [], cc: [], noteIds: [note.id] };
  return drawInteraction({ id: 1002, type: 0, date: new Date(0), ...lists }, note);
}

export function drawRecord(record: RecordRef): string | undefined {
  const { label } = rowItem(recordRow('acme', record), drawn);
  return typeof label === 'string' ? undefined : 'a row without a label';
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** HTML, pictures, and links that lead elsewhere than to a page or an address have no place in a document. */
function complaint(markdown: string): string | undefined {
  return partOf(unified().use(remarkParse).use(remarkGfm).parse(markdown));
}

function partOf({ type, url, children = [] }: Node): string | undefined {
  if (type === 'html' || type === 'image') return `${type} in a document`;
  if (url !== undefined && !/^(?:https?|mailto):/i.test(url)) return `a link to ${url.slice(0, 50)}`;
  for (const child of children) {
    const found = partOf(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
