// The image's health check: `health.js [role]`. Without a role it asks what the container's first process runs.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { findRole, roles } from './roles.js';

const DEADLINE_MS = 3_000;

/** @param {{ path: string, portVariable: string, port: number }} probe @returns {Promise<string>} */
const ask = (probe) =>
  new Promise((resolve) => {
    const port = Number(process.env[probe.portVariable] || probe.port);
    const request = http.get(
      { host: '127.0.0.1', port, path: probe.path, timeout: DEADLINE_MS },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200 ? '' : `answers ${response.statusCode}`);
      },
    );
    request.once('timeout', () => request.destroy(new Error(`no answer within ${DEADLINE_MS} ms`)));
    request.once('error', (error) => resolve(error.message));
  });

const name = process.argv[2] ?? findRole(readFileSync('/proc/1/cmdline', 'utf8')) ?? '';
const role = Object.hasOwn(roles, name) ? roles[name] : undefined;

if (!role) {
  console.error('The health check does not know which role runs here: give it as an argument.');
  process.exitCode = 1;
} else if (role.probe) {
  const problem = await ask(role.probe);
  console.log(problem === '' ? `${name} is well` : `${name}: ${problem}`);
  process.exitCode = problem === '' ? 0 : 1;
}
