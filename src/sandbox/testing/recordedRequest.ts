/** A request as the sandbox saw it. Its key is not kept. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Of a write: the JSON that was sent, or the text where it was none. */
  readonly body: unknown;
  /** When it came in, in milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  /** Absent until it is answered, and for good when the answer never comes. */
  readonly status: number | undefined;
}

type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** The record of a request that has just come in: body and status are filled in as they become known. */
export function openRecord(request: Request, at: number): OpenRecord {
  const { pathname, searchParams } = new URL(request.url);
  const query = Object.fromEntries(searchParams);
  return { method: request.method, path: pathname, query, body: undefined, at, status: undefined };
}

/** What a request brings along; it can still be read by others afterwards. */
export async function bodyOf(request: Request): Promise<unknown> {
  if (request.body === null) return undefined;
  const text = await request.clone().text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
