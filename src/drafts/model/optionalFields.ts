import { directionOf } from '../../model/interactionTypes.ts';
import { pick } from '../../model/pick.ts';
import { optionalFieldSchemas } from '../../protocol/formValues.ts';
import type { FormValues } from '../../protocol/formValues.ts';

export type OptionalField = keyof typeof optionalFieldSchemas;

/** The values of the fields that an interaction may lack. */
export type OptionalValues = Readonly<Pick<FormValues, OptionalField>>;

/** An interaction of the service has a number as its direction, which may be a new one. */
interface TypedValues extends Omit<OptionalValues, 'direction'> {
  readonly type: number;
  readonly direction?: number | null | undefined;
}

export const optionalFields = Object.keys(optionalFieldSchemas) as readonly OptionalField[];

/** Copies the values that are set. */
export function optionalValues(from: OptionalValues): OptionalValues {
  return pick(from, optionalFields);
}

/** Copies the values that an interaction of this type can have. */
export function optionalValuesOf({ type, ...values }: TypedValues): OptionalValues {
  return optionalValues({ ...values, direction: directionOf(type, values.direction) });
}
