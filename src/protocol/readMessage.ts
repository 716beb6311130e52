import * as z from 'zod/mini';
import { asShown } from './bounds.ts';

export type ReadMessage<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly problem: string };

/** Makes the reader of a union. Its problems name the place and the rule, never the data: they go to the log. */
export function messageReader<Schema extends z.ZodMiniType>(schema: Schema) {
  return (data: unknown): ReadMessage<z.output<Schema>> => {
    try {
      const result = z.safeParse(schema, data);
      if (result.success) return { ok: true, message: result.data };
      return { ok: false, problem: asShown(describe(result.error.issues)) };
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
