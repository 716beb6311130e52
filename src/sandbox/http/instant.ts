const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Milliseconds since the epoch, or nothing when the text is no instant. A time without an offset is none
 * either: nobody has written down what the service makes of it, so a client had better not send it.
 */
export function instant(text: string): number | undefined {
  if (!ISO_8601.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const time = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : time;
}

/** 31 February is read as a day in March else. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
