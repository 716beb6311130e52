import * as z from 'zod/mini';
import { BOUNDS } from './bounds.ts';
import { formDirections, formTypes } from './formChoices.ts';

export const FormTypeSchema = z.literal(formTypes);
export const FormDirectionSchema = z.literal(formDirections);

/** What stands in the fields. The date is the free text, not an instant; people who were entered are kept by the host. */
export const FormValuesSchema = z.strictObject({
  type: FormTypeSchema,
  date: z.string().check(z.maxLength(BOUNDS.dateText)),
  /** Begun in the people field, and nobody yet. */
  people: z.string().check(z.maxLength(BOUNDS.query)),
  /** Absent until chosen, and for anything but a chat message. */
  direction: z.optional(FormDirectionSchema),
  text: z.string().check(z.maxLength(BOUNDS.text)),
});
export type FormValues = Readonly<z.infer<typeof FormValuesSchema>>;

/** Those that were changed, by either side. */
export const SomeFormValuesSchema = z.partial(FormValuesSchema);
export type SomeFormValues = Readonly<z.infer<typeof SomeFormValuesSchema>>;

/** Where a problem or a note stands; `form` is for what belongs to no single field. */
export const FormPlaceSchema = z.literal(['type', 'date', 'people', 'direction', 'text', 'form']);
export type FormPlace = z.infer<typeof FormPlaceSchema>;
