import * as z from 'zod/mini';
import { directions, loggableTypeIds } from '../model/interactionTypes.ts';
import { bounds } from './bounds.ts';

export const loggableTypeSchema = z.literal(loggableTypeIds);

export const directionSchema = z.literal([directions.sent, directions.received]);

/** The fields that may have no value. A value is the same on the page, in a draft, and in a request. */
export const optionalFieldSchemas = {
  /** Only for chat messages, and only once it was chosen. */
  direction: z.optional(directionSchema),
};

/** The contents of the fields. People who were added are not among them; the host keeps those. */
export const formValuesSchema = z.strictObject({
  type: loggableTypeSchema,
  /** The text as typed, not an instant. */
  date: z.string().check(z.maxLength(bounds.dateText)),
  /** Typed into the people field, but not added yet. */
  people: z.string().check(z.maxLength(bounds.query)),
  ...optionalFieldSchemas,
  text: z.string().check(z.maxLength(bounds.text)),
});

/** The values that either side has changed. */
export const someFormValuesSchema = z.partial(formValuesSchema);

/** The places of the form in the order of the page. `form` is what belongs to no single field. */
export const formPlaces = ['form', 'type', 'date', 'people', 'direction', 'text', 'alsoOn'] as const;

/** The place that a problem or a note belongs to. */
export const formPlaceSchema = z.literal(formPlaces);

export type FormValues = Readonly<z.infer<typeof formValuesSchema>>;

export type SomeFormValues = Readonly<z.infer<typeof someFormValuesSchema>>;

export type FormPlace = z.infer<typeof formPlaceSchema>;
