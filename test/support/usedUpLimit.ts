/** Headers of a 429 whose user has no request left this minute. A 429 without them means too many requests at once. */
export const usedUpLimit = {
  'X-Ratelimit-Limit-User-Remaining': '0',
  'X-Ratelimit-Limit-User-Reset': '40',
} as const;
