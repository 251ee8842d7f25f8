import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

import { isTest, read, ROOT, sources, trackedFiles } from './sources.js';

const documents = trackedFiles().filter((file) => file.endsWith('.md'));
const decisions = documents.filter((file) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(file));

const withoutCode = (text) => text.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '').replaceAll(/`[^`\n]+`/g, '');
const codeSpansOf = (text) => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]);
const codeBlocksOf = (text) => [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]);

/** The npm commands in a document's code: `npm start`, `npm run seed` and so on, by their script's name. */
const npmCommandsOf = (file) =>
  [...codeBlocksOf(read(file)), ...codeSpansOf(read(file))].flatMap((code) =>
    [...code.matchAll(/\bnpm (?:run )?([a-z][a-z:]*)/g)].map((match) => match[1]),
  );

/** How a heading is addressed: lower case, punctuation out, spaces to hyphens. */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const anchorsIn = (file) =>
  [...read(file).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1].replaceAll('`', '')));

/** Links that lead to another file or heading of the repository. */
const localLinksOf = (file) =>
  [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1])
    .filter((target) => !/^[a-z]+:/.test(target));

const leadsNowhere = (file, link) => {
  const [path, anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsIn(target).includes(anchor);
};

test('every link between documents leads to a file and a heading that exist', () => {
  expect(documents.length).toBeGreaterThan(10);
  const broken = documents.flatMap((file) =>
    localLinksOf(file)
      .filter((link) => leadsNowhere(file, link))
      .map((link) => `${file}: ${link}`),
  );
  expect(broken).toEqual([]);
});

const { scripts } = JSON.parse(read('package.json'));

test('every npm command that a document names is a script of package.json', () => {
  const unknown = documents.flatMap((file) =>
    npmCommandsOf(file)
      .filter((name) => !(name in scripts) && name !== 'ci')
      .map((name) => `${file}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('every script of package.json is told of in the README', () => {
  const told = new Set(npmCommandsOf('README.md'));
  expect(Object.keys(scripts).filter((name) => !told.has(name))).toEqual([]);
});

test('every decision has its background, decision and consequences, under a page, and stands in the index', () => {
  const index = read('docs/adr/README.md');
  const odd = decisions.filter((file) => {
    const headings = [...read(file).matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    const isComplete = headings.join() === 'Background,Decision,Consequences';
    return !isComplete || read(file).split('\n').length > 60 || !index.includes(`(${basename(file)})`);
  });
  expect(decisions.length).toBeGreaterThan(0);
  expect(odd).toEqual([]);
});

test('decisions are numbered without a gap, and each title begins with its number', () => {
  const numbers = decisions.map((file) => basename(file).slice(0, 4)).sort();
  expect(numbers).toEqual(decisions.map((_file, index) => String(index + 1).padStart(4, '0')));
  expect(decisions.filter((file) => !read(file).startsWith(`# ${basename(file).slice(0, 4)} `))).toEqual([]);
});

/** A path is written from the root, with at least one slash; routes, media types and package names are none. */
const isPath = (span) => /^[\w.-]+(\/[\w.-]+)+\/?$/.test(span) && topFolders.has(span.split('/')[0]);
const topFolders = new Set(trackedFiles().map((file) => file.split('/')[0]));

/** Written by a run in which every test passed, so a test must not ask for it. */
const madeByTests = ['apps/api/openapi.json', 'apps/backoffice/openapi.json'];

test('every file that the documents name exists', () => {
  const missing = documents
    .filter((file) => file !== 'CHANGELOG.md')
    .flatMap((file) =>
      codeSpansOf(read(file))
        .filter((span) => isPath(span) && !madeByTests.includes(span))
        .filter((span) => !existsSync(join(ROOT, span)))
        .map((span) => `${file}: ${span}`),
    );
  expect(missing).toEqual([]);
  expect(codeSpansOf(read('docs/ARCHITECTURE.md')).filter(isPath).length).toBeGreaterThan(20);
});

test('every name that the glossary gives as code stands in the code', () => {
  const code = sources()
    .filter((file) => !isTest(file))
    .map(read)
    .join('\n');
  const names = read('docs/GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => codeSpansOf(line.split('|').at(-2) ?? ''))
    .map((name) => name.replace('()', ''));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !code.includes(name))).toEqual([]);
});
