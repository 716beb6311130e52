import * as z from 'zod/mini';
import { badResponse } from '../transport/answer.ts';
import type { Answer } from '../transport/answer.ts';
import type { RejectedItem } from './page.ts';

const MOST_ISSUES = 3;

/** The one thing that an answer holds. @throws AffinityError `bad-response` */
export function readAnswer<Thing>(answer: Answer, schema: z.ZodMiniType<Thing>): Thing {
  const read = z.safeParse(schema, answer.body);
  if (read.success) return read.data;
  throw badResponse(answer, describe(read.error.issues));
}

/** The items that can be read, and those that cannot. */
export function readItems<Item>(answer: Answer, list: readonly unknown[], schema: z.ZodMiniType<Item>) {
  const items: Item[] = [];
  const rejected: RejectedItem[] = [];
  for (const raw of list) {
    const read = z.safeParse(schema, raw);
    if (read.success) items.push(read.data);
    else {
      const problem = answer.redactor.text(describe(read.error.issues));
      rejected.push({ raw: answer.redactor.value(raw), problem });
    }
  }
  return { items, rejected };
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const sentences = issues.slice(0, MOST_ISSUES).map((issue) => {
    const where = issue.path.join('.') || 'the answer';
    return issue.code === 'invalid_type' ? `${where} is no ${issue.expected}` : `${where} ${issue.message}`;
  });
  return sentences.join('; ');
}
