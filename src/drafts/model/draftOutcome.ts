import * as z from 'zod/mini';
import { FormDirectionSchema, FormPlaceSchema, FormTypeSchema } from '../../protocol/formValues.ts';
import { IdSchema } from '../../protocol/commonSchemas.ts';

const instant = z.iso.datetime({ offset: true });

/** Why a write did not take effect, or why nobody knows whether it did. `said` are the service's own words. */
export const SaveProblemSchema = z.object({
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
  at: z.optional(FormPlaceSchema),
  status: z.optional(z.int()),
  /** Before it the service takes nothing. */
  retryAt: z.optional(instant),
});
export type SaveProblem = Readonly<z.infer<typeof SaveProblemSchema>>;

const idsSchema = z.readonly(z.array(IdSchema));

/** What an update leaves alone is absent. */
const fieldsSchema = z.object({
  personIds: z.optional(idsSchema),
  date: z.optional(instant),
  direction: z.optional(FormDirectionSchema),
  text: z.optional(z.string()),
});
export type SentFields = Readonly<z.infer<typeof fieldsSchema>>;

/** Exactly what went out, and what was there before, so that one can look later whether it arrived. */
const SentSchema = z.extend(fieldsSchema, {
  at: instant,
  type: FormTypeSchema,
  /** Of the draft: what was typed since has not been sent. */
  revision: z.optional(z.int()),
  /** Of a create: ids of those that look like it and were there already. Absent when that could not be found out. */
  alike: z.optional(idsSchema),
  /** Of an update: the same fields before it. */
  was: z.optional(fieldsSchema),
});
export type Sent = Readonly<z.infer<typeof SentSchema>>;

/** An earlier time it went out, and nobody is sure that it did not arrive: a look may have been too early. */
const wasSent = z.optional(z.literal(true));

/**
 * What became of a draft. `sending` is written before the request goes out: found again after a restart it means that
 * the entry may or may not have been saved.
 */
export const DraftOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), wasSent }),
  z.object({ state: z.literal('sending'), sent: SentSchema }),
  z.object({ state: z.literal('refused'), problem: SaveProblemSchema, at: instant, wasSent }),
  z.object({ state: z.literal('unknown'), problem: SaveProblemSchema, sent: SentSchema }),
]);
export type DraftOutcome = Readonly<z.infer<typeof DraftOutcomeSchema>>;

/** What a new outcome keeps of the one before it. */
export function earlierSending(before: DraftOutcome): { readonly wasSent?: true } {
  return mayHaveArrived(before) ? { wasSent: true } : {};
}

/** Whether it may have arrived already, for all that is known of the times it went out. */
export function mayHaveArrived(outcome: DraftOutcome): boolean {
  return outcome.state === 'sending' || outcome.state === 'unknown' || outcome.wasSent === true;
}
