// This file loads postal-mime, so it is imported on demand only.
import PostalMime from 'postal-mime';
import type { Address, Attachment, Email } from 'postal-mime';
import { htmlText } from '../../model/htmlText.ts';
import { decodedWords } from './decodedWords.ts';
import { repairedMail } from './repairedMail.ts';

const MAX_ADDRESSES = 1000;

export interface MailPerson {
  /** Empty without one. */
  readonly name: string;
  readonly email: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly sentAt?: Date;
  /** The date as the head has it, with its offset. */
  readonly dateLine: string;
  readonly from?: MailPerson;
  /** Those in To and Cc. */
  readonly others: readonly MailPerson[];
  /** An invitation among its parts. */
  readonly calendar?: string;
  /** A text or a word of the subject was left out, because it could not be decoded. */
  readonly undecoded: boolean;
}

/** Reads an email. Undefined for what has no head of one, or is nested too deep. */
export async function mailFile(source: string | Uint8Array): Promise<Mail | undefined> {
  const repaired = repairedMail(source);
  const email = await PostalMime.parse(repaired.source).catch(() => undefined);
  if (email === undefined || !hasHead(email)) return undefined;
  const { from, sender, to = [], cc = [], attachments } = email;
  const line = (name: string): string => email.headers.find(({ key }) => key === name)?.value.trim() ?? '';
  const dateLine = line('date');
  const subject = decodedWords(line('subject'));
  const sentAt = new Date(dateLine.replace(/\s*\([^()]*\)\s*$/u, ''));
  const [author] = people(from ?? sender);
  const calendar = attachments.map((part) => calendarOf(part)).find((one) => one !== undefined);
  return {
    subject: subject.text.replaceAll(/\s+/gu, ' ').trim(),
    text: textOf(email),
    dateLine,
    ...(Number.isNaN(sentAt.getTime()) ? {} : { sentAt }),
    ...(author === undefined ? {} : { from: author }),
    undecoded: repaired.undecoded || subject.undecoded,
    others: [...to, ...cc].flatMap((one) => people(one)).slice(0, MAX_ADDRESSES),
    ...(calendar === undefined ? {} : { calendar }),
  };
}

/** A text without lines such as "From:" would be read as an email without a head. */
function hasHead({ headers }: Email): boolean {
  const known = new Set(['from', 'to', 'subject', 'date', 'message-id', 'received', 'mime-version']);
  return headers.filter(({ key }) => known.has(key)).length > 1;
}

/** The plain text, or else that of the HTML, as the form writes an HTML note. */
function textOf({ text = '', html = '' }: Email): string {
  const plain = text.replaceAll(/\r\n?/gu, '\n').trim();
  return plain !== '' || html === '' ? plain : htmlText(html);
}

/** A group has members instead of an address. */
function people(address: Address | undefined): readonly MailPerson[] {
  if (address === undefined) return [];
  const mailboxes = address.group ?? [address];
  return mailboxes.flatMap((one) =>
    /^[^\s@]+@[^\s@]+$/u.test(one.address)
      ? [{ name: nameOf(one.name), email: one.address.toLowerCase() }]
      : [],
  );
}

function nameOf(name: string): string {
  return name.includes('\uFFFD') ? '' : decodedWords(name).text.trim();
}

function calendarOf({ mimeType, filename, content }: Attachment): string | undefined {
  if (mimeType !== 'text/calendar' && !/\.ics$/iu.test(filename ?? '')) return undefined;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return text.includes('BEGIN:VCALENDAR') ? text : undefined;
}
