import * as z from 'zod/mini';

const text = z.optional(z.string());

const identity = z.object({
  tenant: z.object({ id: z.number(), name: z.string(), subdomain: text }),
  user: z.object({ id: z.number(), firstName: text, lastName: text, email: text }),
});

const keyAccount = z.object({
  kind: z.literal('key'),
  baseUrl: z.string(),
  apiKey: z.string(),
  identity,
  /** Milliseconds since the epoch. A sign-out from before is not one from this key. */
  signedInAt: z.optional(z.number()),
});

const sampleAccount = z.object({ kind: z.literal('sample'), identity });

/** What the secret storage holds. */
const storedAccounts = z.object({
  key: z.optional(keyAccount),
  sample: z.optional(sampleAccount),
});

export type StoredAccounts = z.infer<typeof storedAccounts>;
export type KeyAccount = z.infer<typeof keyAccount>;
export type SampleAccount = z.infer<typeof sampleAccount>;
export type AccountIdentity = z.infer<typeof identity>;

/** Nothing when the text is something else. */
export function parseStoredAccounts(text: string): StoredAccounts | undefined {
  try {
    return storedAccounts.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
