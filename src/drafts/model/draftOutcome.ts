import * as z from 'zod/mini';
import { formPlaceSchema, loggableTypeSchema, optionalFieldSchemas } from '../../protocol/formValues.ts';
import { idSchema } from '../../protocol/messageReader.ts';

const instant = z.iso.datetime({ offset: true });

/** Why a write failed, or why its outcome is unknown. `said` holds the service's own words. */
export const saveProblemSchema = z.object({
  kind: z.literal([
    'invalid-argument',
    'unauthorized',
    'forbidden',
    'not-found',
    'conflict',
    'invalid-request',
    'rate-limited',
    'server',
    'network',
    'timeout',
    'bad-response',
    /** A defect of the extension, not an answer of the service. */
    'unexpected',
    /** The editor was closed or crashed while the request was running. */
    'interrupted',
  ]),
  said: z.readonly(z.array(z.string())),
  /** The field that the service's words are about, if they name one. */
  at: z.optional(formPlaceSchema),
  status: z.optional(z.int()),
  /** The platform's code of a failed connection, such as `CERT_HAS_EXPIRED`. */
  code: z.optional(z.string()),
  /** The service accepts no request before this moment. */
  retryAt: z.optional(instant),
});

const idsSchema = z.readonly(z.array(idSchema));

/** An update leaves out the fields that it does not change. */
const fieldsSchema = z.object({
  personIds: z.optional(idsSchema),
  date: z.optional(instant),
  ...optionalFieldSchemas,
  text: z.optional(z.string()),
});

const earlier = z.optional(z.readonly(z.array(instant)));

/** A note on records was sent without a time, so it can't be told from that of another meeting. */
const undated = z.optional(z.literal(true));

/** A write and the state before it, so that the extension can check later whether it took effect. */
const sentSchema = z.extend(fieldsSchema, {
  at: instant,
  type: loggableTypeSchema,
  /** The revision of the draft that was sent. Later changes are not part of it. */
  revision: z.optional(z.int()),
  /** For a create: ids of similar interactions that already existed. Absent when they could not be read. */
  alike: z.optional(idsSchema),
  /** For an update: the same fields before the change. */
  was: z.optional(fieldsSchema),
  /** For a note: the records that it is sent for. */
  companyIds: z.optional(idsSchema),
  opportunityIds: z.optional(idsSchema),
  /** The times of earlier attempts that may still take effect. */
  earlier,
  undated,
});

/** An earlier attempt was sent and may still take effect, because the lookup that missed it may have come too early. */
const wasSent = z.optional(z.literal(true));

const mayTakeEffect = { wasSent, earlier, undated };

/**
 * The state of a draft's last save. `sending` is stored before the request goes out. When it is found after a restart,
 * the interaction may have been saved or not.
 */
export const draftOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), ...mayTakeEffect }),
  z.object({ state: z.literal('sending'), sent: sentSchema }),
  z.object({ state: z.literal('refused'), problem: saveProblemSchema, at: instant, ...mayTakeEffect }),
  z.object({ state: z.literal('unknown'), problem: saveProblemSchema, sent: sentSchema }),
]);

export type SaveProblem = Readonly<z.infer<typeof saveProblemSchema>>;

export type SentFields = Readonly<z.infer<typeof fieldsSchema>>;

export type Sent = Readonly<z.infer<typeof sentSchema>>;

export type DraftOutcome = Readonly<z.infer<typeof draftOutcomeSchema>>;

/** Carries over to the next outcome that an earlier attempt may still take effect. */
export function keepWasSent(
  before: DraftOutcome,
): Pick<DraftOutcome & { state: 'open' }, 'earlier' | 'undated' | 'wasSent'> {
  if (!mayBeSaved(before)) return {};
  const times = sentTimes(before);
  return { wasSent: true, ...(times.length === 0 ? {} : { earlier: times }), ...keepUndated(before) };
}

/** Carries over that one of the attempts so far named no time. */
export function keepUndated(before: DraftOutcome): { readonly undated?: true } {
  const isUndated = 'sent' in before ? before.sent.undated : before.undated;
  return isUndated === true ? { undated: true } : {};
}

/** The times of all attempts so far that may have reached the service. */
export function sentTimes(outcome: DraftOutcome): readonly string[] {
  const { earlier: times = [], at } = 'sent' in outcome ? outcome.sent : { ...outcome, at: undefined };
  return at === undefined ? times : [...times, at];
}

/** Tells whether any attempt so far may have reached the service. */
export function mayBeSaved(outcome: DraftOutcome): boolean {
  return outcome.state === 'sending' || outcome.state === 'unknown' || outcome.wasSent === true;
}
