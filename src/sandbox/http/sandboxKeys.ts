/** The keys that a sandbox accepts. They belong to its colleagues in the order in which those were added. */
export const sandboxKeys = {
  /** The first colleague, with all rights. */
  user: 'sandbox-key-of-the-user',
  /** The second colleague, in the same firm. */
  colleague: 'sandbox-key-of-a-colleague',
  /** The third colleague, whose writes are answered with 403. */
  reader: 'sandbox-key-of-a-reader',
  /** The fourth colleague: everything but the account and its limits is answered with 403. */
  withoutRights: 'sandbox-key-without-rights',
} as const;

const holders = new Map<string, KeyHolder>([
  [sandboxKeys.user, { position: 0, rights: 'write' }],
  [sandboxKeys.colleague, { position: 1, rights: 'write' }],
  [sandboxKeys.reader, { position: 2, rights: 'read' }],
  [sandboxKeys.withoutRights, { position: 3, rights: 'none' }],
]);

export interface KeyHolder {
  /** The position among the colleagues, from 0. In a firm with fewer colleagues it is the last one. */
  readonly position: number;
  readonly rights: 'write' | 'read' | 'none';
}

/**
 * Source: V1 docs, Authentication: Basic with an empty user and the key as password, or Bearer. V2 takes Bearer
 * only.
 */
export function keyHolderOf(authorization: string | undefined, isBearerOnly: boolean): KeyHolder | undefined {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return holders.get(credentials);
    case 'basic': {
      if (isBearerOnly) return undefined;
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
