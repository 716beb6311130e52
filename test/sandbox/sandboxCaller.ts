import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Every field that tests read. Each test asserts which of them an answer has. */
export interface Body {
  readonly id: number;
  readonly type: number;
  readonly date: string;
  readonly end_time: string | null;
  readonly updated_at: string | null;
  readonly direction: number;
  readonly title: string | null;
  readonly subject: string | null;
  readonly content: string;
  readonly notes: readonly number[];
  readonly person_ids: readonly number[];
  readonly events: readonly Body[];
  readonly chat_messages: readonly Body[];
  readonly emails: readonly Body[];
  readonly persons: readonly Body[];
  readonly organizations: readonly Body[];
  readonly opportunities: readonly Body[];
  readonly interaction_dates: Readonly<Record<string, string | null>>;
  readonly next_page_token?: string | null;
}

export interface SandboxCaller {
  readonly sandbox: TestSandbox;
  readonly get: (path: string, query?: Readonly<Record<string, unknown>>, key?: string) => Promise<Answer>;
  readonly send: (method: string, path: string, body?: unknown, key?: string) => Promise<Answer>;
}

/** A sandbox and the requests to it, without a client library in between. */
export function sandboxCaller(options?: TestSandboxOptions): SandboxCaller {
  const sandbox = new TestSandbox(options);
  const ask = async (path: string, init: RequestInit, key = sandbox.apiKey): Promise<Answer> => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${key}`);
    return answerOf(await sandbox.fetch(`https://sandbox.example${path}`, { ...init, headers }));
  };
  return {
    sandbox,
    get: (path, query = {}, key) => ask(`${path}?${queryText(query)}`, {}, key),
    send: (method, path, body, key) => {
      const headers = { 'Content-Type': 'application/json' };
      return ask(path, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) }, key);
    },
  };
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

/** The words of a refusal, whatever shape its body has. */
export function wordsOf({ body }: Answer): string {
  return JSON.stringify(body);
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return text as unknown as Body;
  }
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();
}
