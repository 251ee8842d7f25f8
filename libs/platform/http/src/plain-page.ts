import { hash } from 'node:crypto';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What somebody wrote, as the text of an element or the value of an attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** Korean breaks between words; what is longer than a line breaks anywhere. */
const wrapping = 'body{word-break:keep-all;overflow-wrap:break-word}h1{line-height:1.3}';

export interface PlainPage {
  readonly language: 'ko' | 'en';
  /** As text; it is escaped here. */
  readonly title: string;
  /** HTML of further elements of the head. */
  readonly head?: string;
  /** HTML, escaped already. */
  readonly main: string;
}

/**
 * Pages for people without an account, which no search engine keeps: nothing but themselves and their own style, no
 * script, no picture, no frame, nothing from elsewhere.
 *
 * @param form where a form may be sent: nowhere, or to our own server
 */
export const createPlainPages = (ownStyle: string, form: 'none' | 'self') => {
  const style = wrapping + ownStyle;

  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; form-action '${form}'; base-uri 'none'; frame-ancestors 'none'`,
    },
    render: ({ language, title, head = '', main }: PlainPage): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>${head}<style>${style}</style></head>
<body><main>${main}</main></body>
</html>
`,
  };
};
