import * as z from 'zod/mini';
import { displayText } from '../model/displayText.ts';
import { bounds } from './bounds.ts';

/** Text that the page shows unchanged: a name, a sentence, an address. */
export const displayTextSchema = z.string().check(z.maxLength(bounds.displayText));

/** An id of Affinity: not negative, and exact in JavaScript. */
export const idSchema = z.int().check(z.nonnegative());

/** Counts the changes made on the page. The host answers with the last one that it has received. */
export const revisionSchema = z.int().check(z.nonnegative());

export type ReadMessage<Message> =
  | { readonly ok: true; readonly message: Message }
  /** `problem` names the place and the rule, never the data, because it is logged. */
  | { readonly ok: false; readonly problem: string };

/** Makes a function that reads messages of a schema and never throws. */
export function messageReader<Schema extends z.ZodMiniType>(schema: Schema) {
  return (data: unknown): ReadMessage<z.output<Schema>> => {
    try {
      const result = z.safeParse(schema, data);
      if (result.success) return { ok: true, message: result.data };
      return { ok: false, problem: displayText(describe(result.error.issues)) };
    } catch {
      // A getter or a proxy may throw while it is read.
      return { ok: false, problem: 'unreadable' };
    }
  };
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  return issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.map(String).join('.') || 'message'}: ${code}`)
    .join('; ');
}
