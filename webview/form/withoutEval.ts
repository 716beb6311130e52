import { config } from 'zod/mini';

// The page may not evaluate text as code, and zod tries to when its schemas are made. Import this file first.
config({ jitless: true });
