import * as z from 'zod/mini';
import { ToolError } from './toolError.ts';
import { toolInputs } from './toolInputs.ts';
import type { ToolInputs } from './toolInputs.ts';
import type { ToolName } from './toolNames.ts';

type Issue = z.core.$ZodIssue;

/** Undefined when the input does not fit. */
export function parseToolInput<Name extends ToolName>(
  name: Name,
  input: unknown,
): ToolInputs[Name] | undefined {
  const result = z.safeParse(toolInputs[name], input);
  return result.success ? (result.data as ToolInputs[Name]) : undefined;
}

/** @throws ToolError that names each field that does not fit. It quotes no value, as a value may be a pasted key. */
export function readToolInput<Name extends ToolName>(name: Name, input: unknown): ToolInputs[Name] {
  const result = z.safeParse(toolInputs[name], input);
  if (result.success) return result.data as ToolInputs[Name];
  const problems = result.error.issues.map((issue) => problemOf(issue, input));
  throw new ToolError(
    `The input of ${name} is not valid: ${problems.join('; ')}. Correct the input and call the tool again.`,
  );
}

function problemOf(issue: Issue, input: unknown): string {
  const field = issue.path.map(String).join('.') || 'the input';
  return isMissing(issue, input) ? `${field} is required` : `${field} ${ruleOf(issue)}`;
}

function isMissing({ path }: Issue, input: unknown): boolean {
  let value = input;
  for (const key of path)
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return path.length > 0 && value === undefined;
}

function ruleOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindOf(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${boundOf(issue.origin)} at least ${String(issue.minimum)}`;
    case 'too_big':
      return `must ${boundOf(issue.origin)} at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return 'must be a date such as 2026-03-31, or a moment with its offset such as 2026-03-31T14:00:00+02:00';
    case 'unrecognized_keys':
      return `has fields that do not exist: ${issue.keys.map((key) => key.slice(0, 40)).join(', ')}`;
    default:
      return 'does not fit its schema';
  }
}

function boundOf(origin: string): string {
  if (origin === 'string') return 'have a length of';
  return origin === 'array' ? 'have a number of items of' : 'be';
}

function kindOf(expected: string): string {
  if (expected === 'int' || expected === 'number') return 'a whole number';
  return expected === 'array' || expected === 'object' ? `an ${expected}` : `a ${expected}`;
}
