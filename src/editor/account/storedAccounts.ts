import * as z from 'zod/mini';

const text = z.optional(z.string());

const identitySchema = z.object({
  tenant: z.object({ id: z.number(), name: z.string(), subdomain: text }),
  user: z.object({ id: z.number(), firstName: text, lastName: text, email: text }),
});

const keyAccountSchema = z.object({
  kind: z.literal('key'),
  baseUrl: z.string(),
  apiKey: z.string(),
  identity: identitySchema,
  /** Milliseconds since the epoch. An older sign-out doesn't remove this key. */
  signedInAt: z.optional(z.number()),
});

const sampleAccountSchema = z.object({ kind: z.literal('sample'), identity: identitySchema });

/** The content of the secret. */
const storedAccountsSchema = z.object({
  key: z.optional(keyAccountSchema),
  sample: z.optional(sampleAccountSchema),
});

export type StoredAccounts = z.infer<typeof storedAccountsSchema>;
export type KeyAccount = z.infer<typeof keyAccountSchema>;
export type SampleAccount = z.infer<typeof sampleAccountSchema>;
export type AccountIdentity = z.infer<typeof identitySchema>;

/** Undefined when the text is something else. */
export function parseStoredAccounts(text: string): StoredAccounts | undefined {
  try {
    return storedAccountsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
