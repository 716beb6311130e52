import * as z from 'zod/mini';
import { bounds } from './bounds.ts';

/** Text that the page shows as it is: a name, a sentence, an address. */
export const shownSchema = z.string().check(z.maxLength(bounds.shown));

/** Ids of the service: not negative, and exact in JavaScript. */
export const idSchema = z.int().check(z.nonnegative());

/** Grows with each change made on the page; the host answers with the one that it has seen. */
export const revisionSchema = z.int().check(z.nonnegative());
