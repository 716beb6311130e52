import * as z from 'zod/mini';
import { directionSchema, formPlaceSchema, loggableTypeSchema } from '../../protocol/formValues.ts';
import { idSchema } from '../../protocol/messageReader.ts';

const instant = z.iso.datetime({ offset: true });

/** Why a write did not take effect, or why nobody knows whether it did. `said` are the service's own words. */
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
    /** Not an answer of the service: something went wrong on this side. */
    'unexpected',
    /** The editor was closed or crashed while the request was under way. */
    'interrupted',
  ]),
  said: z.readonly(z.array(z.string())),
  /** The field that the service's words are about, as far as they tell. */
  at: z.optional(formPlaceSchema),
  status: z.optional(z.int()),
  /** Before it the service takes nothing. */
  retryAt: z.optional(instant),
});

const idsSchema = z.readonly(z.array(idSchema));

/** What an update leaves alone is absent. */
const fieldsSchema = z.object({
  personIds: z.optional(idsSchema),
  date: z.optional(instant),
  direction: z.optional(directionSchema),
  text: z.optional(z.string()),
});

/** Exactly what went out, and what was there before, so that one can look later whether it arrived. */
const sentSchema = z.extend(fieldsSchema, {
  at: instant,
  type: loggableTypeSchema,
  /** Of the draft: what was typed since has not been sent. */
  revision: z.optional(z.int()),
  /** Of a create: ids of those that look like it and were there already. Absent when that could not be found out. */
  alike: z.optional(idsSchema),
  /** Of an update: the same fields before it. */
  was: z.optional(fieldsSchema),
});

/** An earlier time it went out, and nobody is sure that it did not arrive: a look may have been too early. */
const wasSent = z.optional(z.literal(true));

/**
 * What became of a draft. `sending` is written before the request goes out: found again after a restart it means that
 * the entry may or may not have been saved.
 */
export const draftOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), wasSent }),
  z.object({ state: z.literal('sending'), sent: sentSchema }),
  z.object({ state: z.literal('refused'), problem: saveProblemSchema, at: instant, wasSent }),
  z.object({ state: z.literal('unknown'), problem: saveProblemSchema, sent: sentSchema }),
]);

export type SaveProblem = Readonly<z.infer<typeof saveProblemSchema>>;

export type SentFields = Readonly<z.infer<typeof fieldsSchema>>;

export type Sent = Readonly<z.infer<typeof sentSchema>>;

export type DraftOutcome = Readonly<z.infer<typeof draftOutcomeSchema>>;

/** What a new outcome keeps of the one before it. */
export function earlierSending(before: DraftOutcome): { readonly wasSent?: true } {
  return mayHaveArrived(before) ? { wasSent: true } : {};
}

/** Whether it may have arrived already, for all that is known of the times it went out. */
export function mayHaveArrived(outcome: DraftOutcome): boolean {
  return outcome.state === 'sending' || outcome.state === 'unknown' || outcome.wasSent === true;
}
