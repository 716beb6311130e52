import * as z from 'zod/mini';
import { chosenBy, ifReadable, wireField, wireObject } from '../resources/wireField.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, orEmpty } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import { ExactRange } from './exactRange.ts';
import { V2_PAGE_SIZE } from './v2Connection.ts';
import type { V2Connection, V2Walk } from './v2Connection.ts';
import { emptyPreview, previewOf, v2AttendeeSchema } from './v2Person.ts';
import type { V2Attendee, V2Person } from './v2Person.ts';

const party = ifReadable(v2AttendeeSchema);
const text = ifReadable(z.string());
const dates = { createdAt: wireField.maybeInstant, updatedAt: wireField.maybeInstant };

const eventFields = {
  id: wireField.id,
  title: text,
  startTime: wireField.instant,
  endTime: wireField.maybeInstant,
  allDay: ifReadable(z.boolean()),
  loggingType: text,
  creator: party,
  attendeesPreview: previewOf(v2AttendeeSchema),
  ...dates,
};

const wireMeetingSchema = wireObject({ ...eventFields, organizer: party });

const wireCallSchema = wireObject(eventFields);

const wireChatMessageSchema = wireObject({
  id: wireField.id,
  sentAt: wireField.instant,
  direction: text,
  creator: party,
  participantsPreview: previewOf(v2AttendeeSchema),
  ...dates,
});

const wireEmailSchema = wireObject({
  id: wireField.id,
  sentAt: wireField.instant,
  direction: text,
  subject: text,
  from: party,
  toParticipantsPreview: previewOf(v2AttendeeSchema),
  ccParticipantsPreview: previewOf(v2AttendeeSchema),
  ...dates,
});

const wireUnknownSchema = wireObject({
  id: wireField.id,
  type: text,
  title: text,
  subject: text,
  startTime: wireField.maybeInstant,
  sentAt: wireField.maybeInstant,
  ...dates,
});

/** Sources: V2 docs, Meetings, Calls, Chat Messages and Emails. */
const feeds = {
  meeting: {
    path: '/v2/meetings',
    timeField: 'startTime',
    schema: z.pipe(wireMeetingSchema, z.transform(toMeeting)),
  },
  call: { path: '/v2/calls', timeField: 'startTime', schema: z.pipe(wireCallSchema, z.transform(toCall)) },
  'chat-message': {
    path: '/v2/chat-messages',
    timeField: 'sentAt',
    schema: z.pipe(wireChatMessageSchema, z.transform(toChatMessage)),
  },
  email: { path: '/v2/emails', timeField: 'sentAt', schema: z.pipe(wireEmailSchema, z.transform(toEmail)) },
} as const;

const unknownSchema = z.pipe(wireUnknownSchema, z.transform(toUnknown));

interface V2ItemBase {
  readonly id: number;
  readonly createdAt?: Date | undefined;
  readonly updatedAt?: Date | undefined;
}

interface V2EventBase extends V2ItemBase {
  readonly title?: string | undefined;
  readonly startTime: Date;
  readonly endTime?: Date | undefined;
  readonly allDay: boolean;
  readonly loggingType?: string | undefined;
  readonly creator?: V2Person | undefined;
  /** At most 100 attendees. */
  readonly people: readonly V2Attendee[];
  /** The number of all attendees. */
  readonly peopleTotal: number;
}

export interface V2Meeting extends V2EventBase {
  readonly type: 'meeting';
  readonly organizer?: V2Attendee | undefined;
}

export interface V2Call extends V2EventBase {
  readonly type: 'call';
}

export interface V2ChatMessage extends V2ItemBase {
  readonly type: 'chat-message';
  readonly sentAt: Date;
  /** `sent` or `received`. */
  readonly direction?: string | undefined;
  readonly creator?: V2Person | undefined;
  /** At most 100 participants. */
  readonly people: readonly V2Attendee[];
  readonly peopleTotal: number;
}

export interface V2Email extends V2ItemBase {
  readonly type: 'email';
  readonly sentAt: Date;
  /** `sent` or `received`. */
  readonly direction?: string | undefined;
  /** `********` when the owner of the key must not see it. */
  readonly subject?: string | undefined;
  readonly from?: V2Attendee | undefined;
  readonly to: readonly V2Attendee[];
  readonly toTotal: number;
  readonly cc: readonly V2Attendee[];
  readonly ccTotal: number;
}

/** An item of a type that this version does not know. */
export interface V2UnknownItem extends V2ItemBase {
  readonly type: 'unknown';
  readonly wireType?: string | undefined;
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly sentAt?: Date | undefined;
}

export type V2Item = V2Meeting | V2Call | V2ChatMessage | V2Email | V2UnknownItem;

export interface V2FeedQuery {
  /** Belongs to the range. */
  readonly from: Moment;
  /** Does not belong to the range. */
  readonly to: Moment;
  /** At most 100, which is the default. */
  readonly pageSize?: number | null | undefined;
}

/** Interactions of the whole firm, as far as the owner of the key may see them. */
export interface V2Feed<Item extends V2Item> {
  /**
   * Walks a range of start or sending times. The service promises no order, so ask for bounded ranges and sort.
   *
   * @throws AffinityError at the call, when the query is invalid
   */
  iterate(query: V2FeedQuery, options?: CallOptions): V2Walk<Item | V2UnknownItem>;
  get(id: number, options?: CallOptions): Promise<Item | V2UnknownItem>;
}

type KnownItem<Type extends keyof typeof feeds> = z.infer<(typeof feeds)[Type]['schema']>;

export class FeedApi<Type extends keyof typeof feeds> implements V2Feed<KnownItem<Type>> {
  readonly #connection: V2Connection;
  readonly #path: string;
  readonly #timeField: string;
  readonly #schema: z.ZodMiniType<KnownItem<Type> | V2UnknownItem>;

  constructor(connection: V2Connection, type: Type) {
    const { path, timeField, schema } = feeds[type];
    this.#connection = connection;
    this.#path = path;
    this.#timeField = timeField;
    this.#schema = chosenBy((wire) => {
      const isKnown = wire['type'] === undefined || wire['type'] === null || wire['type'] === type;
      return (isKnown ? schema : unknownSchema) as z.ZodMiniType<KnownItem<Type> | V2UnknownItem>;
    });
  }

  iterate(query: V2FeedQuery, options: CallOptions = {}): V2Walk<KnownItem<Type> | V2UnknownItem> {
    const target = { method: 'GET', path: this.#path } as const;
    const { from, to, pageSize } = orEmpty(query);
    checkedArgument.given(target, 'from', from);
    checkedArgument.given(target, 'to', to);
    const range = new ExactRange(target, ['from', from], ['to', to]);
    const parameters = givenParameters([
      ['filter', range.conditions(this.#timeField).join('&')],
      ['limit', pageSize ?? V2_PAGE_SIZE],
    ]);
    const isWanted = (item: V2Item) => {
      const time = timeOf(item);
      return time === undefined || range.has(time);
    };
    return this.#connection.walk(
      { target, query: parameters, schema: this.#schema, identityOf: ({ id }) => id, isWanted },
      orEmpty(options),
    );
  }

  async get(id: number, options?: CallOptions): Promise<KnownItem<Type> | V2UnknownItem> {
    const path = `${this.#path}/${checkedArgument.id({ method: 'GET', path: this.#path }, 'id', id)}`;
    return this.#connection.get(path, this.#schema, options);
  }
}

function timeOf(item: V2Item): Date | undefined {
  switch (item.type) {
    case 'meeting':
    case 'call':
      return item.startTime;
    case 'chat-message':
    case 'email':
      return item.sentAt;
    case 'unknown':
      return item.startTime ?? item.sentAt;
  }
}

function toMeeting({ organizer, ...wire }: z.infer<typeof wireMeetingSchema>): V2Meeting {
  return { type: 'meeting', ...eventOf(wire), organizer };
}

function toCall(wire: z.infer<typeof wireCallSchema>): V2Call {
  return { type: 'call', ...eventOf(wire) };
}

function eventOf(wire: z.infer<typeof wireCallSchema>): V2EventBase {
  const { data: people, totalCount: peopleTotal } = wire.attendeesPreview ?? emptyPreview;
  return {
    ...baseOf(wire),
    title: wire.title,
    startTime: wire.startTime,
    endTime: wire.endTime ?? undefined,
    allDay: wire.allDay ?? false,
    loggingType: wire.loggingType,
    creator: wire.creator?.person,
    people,
    peopleTotal,
  };
}

function toChatMessage(wire: z.infer<typeof wireChatMessageSchema>): V2ChatMessage {
  const { data: people, totalCount: peopleTotal } = wire.participantsPreview ?? emptyPreview;
  return {
    type: 'chat-message',
    ...baseOf(wire),
    sentAt: wire.sentAt,
    direction: wire.direction,
    creator: wire.creator?.person,
    people,
    peopleTotal,
  };
}

function toEmail(wire: z.infer<typeof wireEmailSchema>): V2Email {
  const { data: to, totalCount: toTotal } = wire.toParticipantsPreview ?? emptyPreview;
  const { data: cc, totalCount: ccTotal } = wire.ccParticipantsPreview ?? emptyPreview;
  return {
    type: 'email',
    ...baseOf(wire),
    sentAt: wire.sentAt,
    direction: wire.direction,
    subject: wire.subject,
    from: wire.from,
    to,
    toTotal,
    cc,
    ccTotal,
  };
}

function toUnknown(wire: z.infer<typeof wireUnknownSchema>): V2UnknownItem {
  return {
    type: 'unknown',
    wireType: wire.type,
    ...baseOf(wire),
    title: wire.title,
    subject: wire.subject,
    startTime: wire.startTime ?? undefined,
    sentAt: wire.sentAt ?? undefined,
  };
}

interface WireDates {
  readonly id: number;
  readonly createdAt?: Date | null | undefined;
  readonly updatedAt?: Date | null | undefined;
}

function baseOf({ id, createdAt, updatedAt }: WireDates): V2ItemBase {
  return { id, createdAt: createdAt ?? undefined, updatedAt: updatedAt ?? undefined };
}
