import type { WhenContext } from '../../dates/whenReading.ts';
import { cleanText } from '../../model/cleanText.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import { dateProvenance } from '../extract/extraction.ts';
import type { Extraction } from '../extract/extraction.ts';
import { foundDate } from '../extract/foundDate.ts';
import { guessType } from '../extract/guessType.ts';
import { textParts } from '../extract/textParts.ts';
import type { FileContext } from './meetingExtraction.ts';
import { peopleOfFile } from './peopleOfFile.ts';
import type { Transcript } from './transcriptFile.ts';

/** The form of a transcript. Its date is looked for in its head, its notes and the name of the file. */
export async function transcriptExtraction(
  { head, speakers, text }: Transcript,
  { fileName, user }: FileContext,
  when: WhenContext,
): Promise<Extraction> {
  const written = cleanText(text);
  const date = await foundDate(head, textParts(head), fileName ?? '', when);
  const { people, ...counts } = peopleOfFile(
    speakers.map((name) => ({ name })),
    user,
  );
  const file = fileName === undefined ? {} : { fileName };
  const named = guessType(fileName?.replace(/\.[^.]{1,10}$/u, '') ?? '');
  return {
    text: written.text.trim(),
    people,
    type: named?.type ?? interactionTypes.meeting.id,
    ...(date === undefined ? {} : { dateText: date.text }),
    provenance: [
      { field: 'text', from: 'transcript', removedControls: written.removed, ...file },
      dateProvenance(date),
      named === undefined
        ? { field: 'type', from: 'transcript', found: '' }
        : { field: 'type', from: 'file-name', found: named.found },
      ...(people.length === 0
        ? []
        : [{ field: 'people', from: 'transcript', mentions: 0, ...counts } as const]),
    ],
  };
}
