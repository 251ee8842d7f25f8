import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Every file that git tracks or would track, as paths from the root. */
export const trackedFiles = () =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)));

export const read = (file) => readFileSync(join(ROOT, file), 'utf8');

/** Tests and what only they use. */
export const isTest = (file) => /\.test\.[tj]s$|\/e2e\/|\/src\/testing\//.test(file);

/** TypeScript sources of apps and libs, tests among them; not what a generator writes, nor a tool's own config. */
export const sources = () =>
  trackedFiles().filter(
    (file) => /^(apps|libs)\/.*\.tsx?$/.test(file) && !/(schema\.d|vite\.config)\.ts$/.test(file),
  );

/** What a file imports or re-exports, types included. */
export const importsOf = (file) =>
  [
    ...read(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2]);

/** The same without `import type`, which leaves nothing at run time. */
export const runtimeImportsOf = (file) =>
  [
    ...read(file).matchAll(/(?:^|\n)\s*(?:import|export)\b(?!\s+type\b)[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/g),
  ].map((match) => match[1]);

/** Every workspace project: folder, name, tags, declared dependencies. */
export const projects = () =>
  trackedFiles()
    .filter((file) => /^(apps|libs)\/.*package\.json$/.test(file))
    .map((file) => {
      const { name, nx, dependencies = {}, devDependencies = {} } = JSON.parse(read(file));
      return { folder: dirname(file), name, tags: nx?.tags ?? [], dependencies, devDependencies };
    });

/** The file that a relative import leads to. */
export const resolveRelative = (from, specifier) => relative(ROOT, resolve(ROOT, dirname(from), specifier));

/** `key: value` rules broken, minus the exceptions that are still owed. A paid debt must leave its list. */
export const compareWithExceptions = (broken, exceptions) => ({
  unexpected: broken.filter((each) => !exceptions.includes(each)),
  paid: exceptions.filter((each) => !broken.includes(each)),
});
