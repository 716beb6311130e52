/** The keys that a sandbox accepts. They belong to its colleagues in the order in which those were added. */
export const sandboxKeys = {
  /** The first colleague, who may do everything. */
  user: 'sandbox-key-of-the-user',
  /** The second colleague, in the same firm. */
  colleague: 'sandbox-key-of-a-colleague',
  /** The third colleague, who may read and not write: writes answer 403. */
  reader: 'sandbox-key-of-a-reader',
  /** The fourth colleague, who may only ask who they are and what is left: all else answers 403. */
  withoutRights: 'sandbox-key-without-rights',
} as const;

const holders = new Map<string, KeyHolder>([
  [sandboxKeys.user, { position: 0, rights: 'write' }],
  [sandboxKeys.colleague, { position: 1, rights: 'write' }],
  [sandboxKeys.reader, { position: 2, rights: 'read' }],
  [sandboxKeys.withoutRights, { position: 3, rights: 'none' }],
]);

export interface KeyHolder {
  /** Which colleague, counted from 0. A firm with fewer colleagues lends its last one. */
  readonly position: number;
  readonly rights: 'write' | 'read' | 'none';
}

/**
 * Whose key an `Authorization` header shows. Source: V1 docs, Authentication: Basic with an empty user, or
 * Bearer.
 */
export function keyHolderOf(authorization: string | undefined): KeyHolder | undefined {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return holders.get(credentials);
    case 'basic': {
      const text = decoded(credentials);
      return text.startsWith(':') ? holders.get(text.slice(1)) : undefined;
    }
    default:
      return undefined;
  }
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}
