/** The head of the API document. */
export const documentInfo = {
  title: 'Soomcare back-office API',
  version: '1.0.0',
  description:
    'For staff: log-in by password and one-time code, members masked by default, records opened with a reason and for ' +
    'a while, and a log of every look. Errors are application/problem+json (RFC 9457) with a stable `code`.',
};
