import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** What an article may hold: text, lists, tables and links. No images, no styles, nothing that runs. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'p', 'br', 'hr', 'blockquote', 'strong', 'em', 'ul', 'ol', 'li', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'tel'],
  allowProtocolRelative: false,
  transformTags: {
    // The title is the page's h1.
    h1: 'h2',
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }),
  },
};

/** Markdown as HTML that any page may show as it is. */
export const renderMarkdown = (markdown: string): string =>
  sanitizeHtml(marked.parse(markdown, { async: false, gfm: true }), allowed).trim();
