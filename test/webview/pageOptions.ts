/** Of every page. */
export const pageOptions = {
  viewport: { width: 900, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
};
