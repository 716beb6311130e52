/** Options of every page, also of those that tests create themselves. */
export const pageOptions = {
  viewport: { width: 900, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
};
