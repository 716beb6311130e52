import * as z from 'zod/mini';
import { BOUNDS } from './bounds.ts';

/** Text that the page shows as it is: a name, a sentence, an address. */
export const ShownSchema = z.string().check(z.maxLength(BOUNDS.shown));

/** Ids of the service: not negative, and exact in JavaScript. */
export const IdSchema = z.int().check(z.nonnegative());

/** Grows with each change made on the page; the host answers with the one that it has seen. */
export const RevisionSchema = z.int().check(z.nonnegative());
