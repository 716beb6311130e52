import type { Interaction } from '../../affinity/index.ts';
import { directionOf } from '../../model/interactionTypes.ts';
import { pick } from '../../model/pick.ts';
import { optionalFieldSchemas } from '../../protocol/formValues.ts';
import type { FormValues } from '../../protocol/formValues.ts';

export type OptionalField = keyof typeof optionalFieldSchemas;

/** The values of the fields that an interaction may lack. */
export type OptionalValues = Readonly<Pick<FormValues, OptionalField>>;

/** The same as the service gives them. A direction may be a number that this version does not know. */
type ReadValues = Pick<Interaction, OptionalField>;

export const optionalFields = Object.keys(optionalFieldSchemas) as readonly OptionalField[];

export function isSameValue(field: OptionalField, one: ReadValues, other: ReadValues): boolean {
  return one[field] === other[field];
}

/** Copies the values that are set. */
export function optionalValues(from: OptionalValues): OptionalValues {
  return pick(from, optionalFields);
}

/** Copies the values that an interaction of this type can have. */
export function optionalValuesOf({
  type,
  ...values
}: ReadValues & { readonly type: number }): OptionalValues {
  return optionalValues({ ...values, direction: directionOf(type, values.direction) });
}
