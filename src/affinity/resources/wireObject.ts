import { $ZodObjectJIT } from 'zod/v4/core';
import type { $ZodObject, $ZodShape, $strip } from 'zod/v4/core';

/**
 * An object as the service writes it, loose as in `zod/mini`: unknown fields are ignored. That package leaves
 * out the parser which zod compiles for an object where the platform allows it; with it, thousands of
 * interactions are read in half the time. From the namespace of `zod/mini` it would take all languages of
 * zod's messages along, 380 KB.
 */
export function wireObject<Shape extends $ZodShape>(shape: Shape): $ZodObject<Shape, $strip> {
  return new $ZodObjectJIT({ type: 'object', shape }) as $ZodObject<Shape, $strip>;
}
