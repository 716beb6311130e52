import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { NOW, smallFirm } from '../smallFirm.ts';

const ORIGIN = 'https://sandbox.example';

/** Every field that tests read. Each test asserts which of them an answer has. */
export interface V2Row {
  readonly id: number;
  readonly type: string;
  readonly title: string | null;
  readonly subject: string | null;
  readonly startTime: string;
  readonly sentAt: string;
  readonly content: { readonly html: string };
  readonly interactionScore: number;
}

export interface V2Body extends V2Row {
  readonly data: readonly V2Row[];
  readonly pagination: {
    readonly prevUrl: string | null;
    readonly nextUrl: string | null;
    readonly totalCount?: number;
  };
  readonly errors: readonly { readonly code: string; readonly message: string; readonly param?: string }[];
}

export interface V2Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: V2Body;
}

type Query = Readonly<Record<string, string | number | readonly string[]>>;

/** Requests to V2 of a small firm, at a clock that stands still. */
export class V2Caller {
  readonly clock = new VirtualClock(NOW);
  readonly sandbox: TestSandbox;

  constructor(options: TestSandboxOptions = {}) {
    this.sandbox = new TestSandbox({ data: smallFirm(), clock: this.clock, ...options });
  }

  async get(path: string, query: Query = {}, key?: string): Promise<V2Answer> {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as [string, string]),
    );
    return this.ask(`${ORIGIN}${path}?${new URLSearchParams(pairs).toString()}`, {}, key);
  }

  async send(method: string, path: string, body?: unknown, key?: string): Promise<V2Answer> {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return this.ask(`${ORIGIN}${path}`, init, key);
  }

  async ask(url: string, init: RequestInit = {}, key = this.sandbox.apiKey): Promise<V2Answer> {
    const headers = new Headers({
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'X-Affinity-Api-Version': '2026-09-17',
    });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await this.sandbox.fetch(url, { ...init, headers });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as V2Body;
    return { status: response.status, headers: response.headers, body };
  }

  /** All rows of a list, by its `nextUrl`. */
  async all(path: string, query: Query = {}): Promise<readonly V2Row[]> {
    let answer = await this.get(path, query);
    const rows = [...answer.body.data];
    while (answer.body.pagination.nextUrl !== null) {
      answer = await this.ask(answer.body.pagination.nextUrl);
      rows.push(...answer.body.data);
    }
    return rows;
  }
}

export function idsOf(rows: readonly V2Row[]): readonly number[] {
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}
