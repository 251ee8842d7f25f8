/** The head of the API document. */
export const documentInfo = {
  title: 'Soomcare mobile API',
  version: '1.0.0',
  description:
    'A diary for people with asthma: symptoms, lung function, medicine intake, and a month at a glance. ' +
    'It diagnoses nothing and advises no dose. Errors are application/problem+json (RFC 9457) with a stable `code`.',
};
