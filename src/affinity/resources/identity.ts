import * as z from 'zod/mini';
import { wireField, wireObject } from './wireField.ts';

const wireGrantSchema = wireObject({
  type: wireField.maybeText,
  scope: wireField.maybeText,
  createdAt: wireField.maybeInstant,
});

const wireIdentitySchema = wireObject({
  tenant: wireObject({ id: wireField.id, name: wireField.maybeText, subdomain: wireField.maybeText }),
  user: wireObject({
    id: wireField.id,
    firstName: wireField.maybeText,
    lastName: wireField.maybeText,
    email: wireField.maybeText,
  }),
  grant: z.optional(z.unknown()),
});

/** Source: V1 docs, whoami; the only V1 body in camel case. */
export const identitySchema = z.pipe(wireIdentitySchema, z.transform(toIdentity));

/** The owner of the key. */
export interface Identity {
  readonly tenant: {
    readonly id: number;
    readonly name: string;
    /** The firm's web app is at `https://SUBDOMAIN.affinity.co`. */
    readonly subdomain?: string | undefined;
  };
  readonly user: {
    /** Also the id of the user as a person. */
    readonly id: number;
    readonly firstName?: string | undefined;
    readonly lastName?: string | undefined;
    readonly email?: string | undefined;
  };
  readonly grant?: IdentityGrant | undefined;
}

export interface IdentityGrant {
  readonly type?: string | undefined;
  readonly scope?: string | undefined;
  readonly createdAt?: Date | undefined;
}

function toIdentity({ tenant, user, grant }: z.infer<typeof wireIdentitySchema>): Identity {
  return {
    tenant: { id: tenant.id, name: tenant.name ?? '', subdomain: tenant.subdomain ?? undefined },
    user: {
      id: user.id,
      firstName: user.firstName ?? undefined,
      lastName: user.lastName ?? undefined,
      email: user.email ?? undefined,
    },
    grant: toGrant(grant),
  };
}

/** Nothing depends on the grant, so an unreadable one must not keep its owner from signing in. */
function toGrant(grant: unknown): IdentityGrant | undefined {
  const wire = z.safeParse(wireGrantSchema, grant).data;
  return (
    wire && {
      type: wire.type ?? undefined,
      scope: wire.scope ?? undefined,
      createdAt: wire.createdAt ?? undefined,
    }
  );
}
