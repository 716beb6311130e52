import { dateText } from '../../dates/wallTime.ts';
import type { WhenContext } from '../../dates/whenReading.ts';
import { commonDomain } from '../../directory/commonDomain.ts';
import { cleanText } from '../../model/cleanText.ts';
import { directions, interactionTypes } from '../../model/interactionTypes.ts';
import { extraction } from '../extract/extraction.ts';
import type { Extraction } from '../extract/extraction.ts';
import { guessType } from '../extract/guessType.ts';
import { isNoPerson } from '../extract/isNoPerson.ts';
import type { Provenance } from '../model/provenance.ts';
import type { Mail } from './mailFile.ts';
import type { FileContext } from './meetingExtraction.ts';
import { peopleOfFile } from './peopleOfFile.ts';

/**
 * The form of an email. The API takes no emails, so it becomes the type that is nearest: a message with a direction. What a
 * machine writes about a meeting is read like any other text.
 */
export async function mailExtraction(
  mail: Mail,
  context: FileContext,
  when: WhenContext,
): Promise<Extraction> {
  const { subject, text, from, others } = mail;
  const written = cleanText([subject, text].filter(Boolean).join('\n\n'));
  const guess = isFromMachine(mail) ? guessType(subject) : undefined;
  if (guess !== undefined) return { ...(await notesByMail(mail, context, when, guess)), type: guess.type };
  const { people, ...counts } = peopleOfFile(
    [...(from === undefined ? [] : [from]), ...others],
    context.user,
  );
  const file = context.fileName === undefined ? {} : { fileName: context.fileName };
  return {
    text: written.text.trim(),
    people,
    type: interactionTypes.chatMessage.id,
    direction: isOfFirm(mail, context.user.email) ? directions.sent : directions.received,
    ...(mail.sentAt === undefined ? {} : { dateText: dateText(mail.sentAt, context.zone) }),
    provenance: [
      { field: 'text', from: 'mail', removedControls: written.removed, ...file, ...undecodedOf(mail) },
      sentProvenance(mail, file),
      { field: 'type', from: 'mail', found: '' },
      ...(people.length === 0 ? [] : [{ field: 'people', from: 'mail', mentions: 0, ...counts } as const]),
    ],
  };
}

/** True for the user and for colleagues, whose messages count as sent. Source: API docs, Interactions, direction. */
function isOfFirm({ from }: Mail, own = ''): boolean {
  if (from === undefined) return false;
  const firm = commonDomain([{ email: own }]);
  return from.email === own.toLowerCase() || (firm !== undefined && firm === commonDomain([from]));
}

function isFromMachine({ from }: Mail): boolean {
  const [local = '', domain = ''] = from?.email.split('@') ?? [];
  return from !== undefined && isNoPerson(local, domain, '');
}

async function notesByMail(
  mail: Mail,
  context: FileContext,
  when: WhenContext,
  { found: word }: { readonly found: string },
): Promise<Extraction> {
  const { fileName, user, zone } = context;
  const source = { text: `${mail.subject}\n\n${mail.text}`, from: 'document', fileName } as const;
  const found = await extraction(source, when);
  const own = user.email?.toLowerCase();
  const named = [...found.people, ...peopleOfFile(mail.others, user).people];
  const people = [
    ...new Map(named.map((one) => [one.email ?? one.typed.toLowerCase(), one])).values(),
  ].filter(({ email }) => email === undefined || email !== own);
  const file = fileName === undefined ? {} : { fileName };
  const isDated = found.dateText !== undefined || mail.sentAt === undefined;
  const provenance = found.provenance.flatMap((one): readonly Provenance[] => {
    if (one.field === 'text') return [{ ...one, from: 'mail', ...undecodedOf(mail) }];
    if (one.field === 'type') return [];
    return [one.field === 'date' && !isDated ? sentProvenance(mail, file) : one];
  });
  return {
    ...found,
    people,
    provenance: [...provenance, { field: 'type', from: 'heading', found: word }],
    ...(isDated || mail.sentAt === undefined ? {} : { dateText: dateText(mail.sentAt, zone) }),
  };
}

function undecodedOf({ undecoded }: Mail): { readonly undecoded?: true } {
  return undecoded ? { undecoded } : {};
}

function sentProvenance({ sentAt, dateLine }: Mail, file: { readonly fileName?: string }): Provenance {
  if (sentAt === undefined) return { field: 'date' };
  return { field: 'date', from: 'mail', found: dateLine.slice(0, 100), exact: true, ...file };
}
