import * as z from 'zod/mini';
import { bounds } from './bounds.ts';
import { formDirections, formTypes } from './formChoices.ts';

export const formTypeSchema = z.literal(formTypes);

export const formDirectionSchema = z.literal(formDirections);

/** What stands in the fields. The date is the free text, not an instant; people who were entered are kept by the host. */
export const formValuesSchema = z.strictObject({
  type: formTypeSchema,
  date: z.string().check(z.maxLength(bounds.dateText)),
  /** Begun in the people field, and nobody yet. */
  people: z.string().check(z.maxLength(bounds.query)),
  /** Absent until chosen, and for anything but a chat message. */
  direction: z.optional(formDirectionSchema),
  text: z.string().check(z.maxLength(bounds.text)),
});

/** Those that were changed, by either side. */
export const someFormValuesSchema = z.partial(formValuesSchema);

/** Where a problem or a note stands; `form` is for what belongs to no single field. */
export const formPlaceSchema = z.literal(['type', 'date', 'people', 'direction', 'text', 'form']);

export type FormValues = Readonly<z.infer<typeof formValuesSchema>>;

export type SomeFormValues = Readonly<z.infer<typeof someFormValuesSchema>>;

export type FormPlace = z.infer<typeof formPlaceSchema>;
