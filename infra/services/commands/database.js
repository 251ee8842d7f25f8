import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appEnvironment } from '../environment.js';
import { findAppNode } from '../install.js';
import { Problem, say } from '../messages.js';
import { inCheckout } from '../paths.js';
import { staffLogIns } from '../staff.js';
import { migrate, seed, withServices } from './setup.js';

export const databaseMigrate = () =>
  withServices({ command: 'db:migrate', talkative: false }, async (services) => {
    await migrate({ node: findAppNode(), env: appEnvironment(services) });

    return 0;
  });

export const seedDemoData = () =>
  withServices({ command: 'seed', talkative: false }, async (services) => {
    const how = { node: findAppNode(), env: appEnvironment(services) };
    await migrate(how);
    await seed(how);

    return 0;
  });

/** Prints the demo staff's log-in codes of this moment. */
export const staffCodes = () =>
  withServices({ command: 'staff:codes', talkative: false }, async (services) => {
    say(await staffLogIns(findAppNode(), appEnvironment(services)));

    return 0;
  });

const migrationsFolder = 'libs/platform/database/src/migrations';

/**
 * @param {string} name such as add-peak-flows
 * @param {Date} now
 */
export function newMigration(name, now) {
  const timestamp = now.toISOString().replace(/\D/g, '').slice(0, 'yyyyMMddHHmmss'.length);
  const title = name.replace(/(?:^|-)(\w)/g, (_match, letter) => letter.toUpperCase());
  const className = `${title}${timestamp}`;
  const text = `import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }
}
`;

  return { file: `${timestamp}-${name}.ts`, className, text };
}

/** @param {string[]} args */
export async function databaseNew([name = '']) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Problem('Name the migration in kebab-case: npm run db:new -- add-peak-flows');
  }
  const { file, className, text } = newMigration(name, new Date());
  const folder = inCheckout(migrationsFolder);
  if (!existsSync(folder)) throw new Problem(`${migrationsFolder} is missing: is this a whole checkout?`);

  writeFileSync(path.join(folder, file), text, { flag: 'wx' });
  say(`${migrationsFolder}/${file}\nAdd ${className} to ${migrationsFolder}/index.ts.`);

  return 0;
}
