import { z } from 'zod';

import { type CreateArticle, createArticleBody } from '../editing/article-edit.schemas.ts';

/** An article as a file: `key: value` and lists between two lines of dashes, then Markdown. */
const FILE = /^---\n(?<head>[\s\S]*?)\n---\n(?<body>[\s\S]*)$/;
const KEY = /^(?<key>\w+):\s*(?<value>.*)$/;
const ITEM = /^\s+- (?<item>.+)$/;

const readHead = (head: string): Readonly<Record<string, string | string[]>> => {
  const values: Record<string, string | string[]> = {};
  let list: string[] = [];
  for (const line of head.split('\n')) {
    const item = ITEM.exec(line)?.groups?.['item'];
    const { key, value } = KEY.exec(line)?.groups ?? {};
    if (item !== undefined) {
      list.push(item);
    } else if (key !== undefined && value !== undefined) {
      list = [];
      values[key] = value === '' ? list : value;
    } else {
      throw new Error(`not a line of an article's head: ${line}`);
    }
  }
  return values;
};

/** `title | https://… | 2026-11-21` */
const readSource = (line: string) => {
  const [title, url, accessedOn] = line.split(' | ');
  return { title, url, accessedOn };
};

const lists = z.object({ tags: z.array(z.string()).default([]), sources: z.array(z.string()).default([]) });

/** @throws Error or ZodError where the file holds no article as the API would take it */
export const readArticleFile = (text: string): CreateArticle => {
  const { head, body } = FILE.exec(text.replaceAll('\r\n', '\n'))?.groups ?? {};
  if (head === undefined || body === undefined) throw new Error('an article file begins with its head');

  const values = readHead(head);
  const { tags, sources } = lists.parse(values);
  return createArticleBody.parse({ ...values, tags, sources: sources.map(readSource), bodyMarkdown: body });
};
