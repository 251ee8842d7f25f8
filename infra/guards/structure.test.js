import { expect, test } from 'vitest';

import {
  compareWithExceptions,
  importsOf,
  isTest,
  projects,
  read,
  resolveRelative,
  runtimeImportsOf,
  sources,
} from './sources.js';

/** Each list holds what still breaks its rule. They started empty and may only shrink. */
const exceptions = {
  boundaries: [],
  cycles: [],
  typeorm: [],
  express: [],
  processEnv: [],
  exports: [],
  size: [],
  any: [],
};

const expectNone = (broken, rule) => {
  expect(compareWithExceptions(broken, exceptions[rule])).toEqual({ unexpected: [], paid: [] });
};

/** Who may lean on whom: app → domain → support → platform, never sideways between contexts, never up. */
const mayUse = {
  'type:app': ['type:domain', 'type:import', 'type:support', 'type:platform'],
  'type:domain': ['type:support', 'type:platform'],
  'type:import': ['type:domain', 'type:platform'],
  'type:support': ['type:platform'],
  'type:platform': ['type:platform'],
  'type:web': [],
};

const all = projects();
const files = sources();
const production = files.filter((file) => !isTest(file));
const projectOf = (file) => all.find(({ folder }) => file.startsWith(`${folder}/`));

test('there are sources and projects to guard', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(all.length).toBeGreaterThan(8);
});

test('every project carries exactly one type tag that the arrow rule knows', () => {
  const odd = all.filter(({ tags }) => tags.length !== 1 || !(tags[0] in mayUse));
  expect(odd).toEqual([]);
});

test('every import between projects follows the arrow rule and is declared', () => {
  const broken = files.flatMap((file) => {
    const from = projectOf(file);
    return importsOf(file)
      .filter((specifier) => specifier.startsWith('@soomcare/'))
      .flatMap((specifier) => {
        const to = all.find(({ name }) => name === specifier.split('/').slice(0, 2).join('/'));
        const declared = { ...from.dependencies, ...(isTest(file) ? from.devDependencies : {}) };
        if (!to || !mayUse[from.tags[0]].includes(to.tags[0])) return [`${file} may not import ${specifier}`];
        return to.name in declared
          ? []
          : [`${file} imports ${specifier}, which ${from.name} does not declare`];
      });
  });
  expectNone(broken, 'boundaries');
});

test('no import between projects reaches past a package entry or by a relative path', () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter(
        (specifier) =>
          specifier.startsWith('.') && projectOf(resolveRelative(file, specifier)) !== projectOf(file),
      )
      // Fault tests break servers of their own, which the launcher's code starts.
      .filter(
        (specifier) => !(isTest(file) && resolveRelative(file, specifier).startsWith('infra/services/')),
      )
      .map((specifier) => `${file} reaches ${specifier}`),
  );
  expect(broken).toEqual([]);
});

test('no file is part of an import cycle', () => {
  const graph = new Map(
    files.map((file) => [
      file,
      runtimeImportsOf(file).flatMap((specifier) =>
        specifier.startsWith('.') ? [resolveRelative(file, specifier)] : [],
      ),
    ]),
  );
  const done = new Set();
  const cycles = [];
  const visit = (file, path) => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expectNone(cycles, 'cycles');
});

const usersOf = (pattern, allowed) =>
  production.filter((file) => !allowed.test(file) && pattern.test(read(file)));

test('typeorm stays in entities, repositories and platform/database', () => {
  const allowed = /(\.entity|\.repository)\.ts$|^libs\/platform\/(database|testing)\//;
  expectNone(usersOf(/from 'typeorm'/, allowed), 'typeorm');
});

test('express stays in http folders and platform/http', () => {
  expectNone(usersOf(/from 'express'/, /\/http\/|^libs\/platform\/(http|testing)\//), 'express');
});

test('process.env is read by platform/config alone', () => {
  expectNone(usersOf(/process\.env/, /^libs\/platform\/(config|testing)\//), 'processEnv');
});

test('exports are named and spelled out', () => {
  expectNone(usersOf(/^export \*|^export default/m, /^$/), 'exports');
});

test('nothing is typed any', () => {
  expectNone(
    files.filter((file) => /:\s*any\b|\bas any\b|<any>|@ts-(ignore|nocheck)/.test(read(file))),
    'any',
  );
});

test('files stay small: none over 400 lines, 95 in 100 under 250', () => {
  const lines = (file) => read(file).split('\n').length - 1;
  expectNone(
    files.filter((file) => lines(file) > 400),
    'size',
  );
  const sorted = production.map(lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(250);
});
