/**
 * @typedef {object} Role
 * @property {string} program path from the image's root folder of sources
 * @property {{ path: string, portVariable: string, port: number } | null} probe what answers while it is healthy
 */

const metrics = { path: '/metrics', portVariable: 'METRICS_PORT', port: 9464 };

/** @type {Record<string, Role>} */
export const roles = {
  api: {
    program: 'apps/api/src/main.ts',
    probe: { path: '/health/ready', portVariable: 'API_PORT', port: 3000 },
  },
  backoffice: {
    program: 'apps/backoffice/src/main.ts',
    probe: { path: '/health/ready', portVariable: 'BACKOFFICE_PORT', port: 3100 },
  },
  worker: { program: 'apps/worker/src/main.ts', probe: metrics },
  // It ends by itself; its exit code is its health.
  migrate: { program: 'apps/worker/src/migrate.ts', probe: null },
};

export const roleNames = Object.keys(roles);

/**
 * The role in the command line of a container's first process; an init (`docker run --init`) may stand before Node.
 * @param {string} commandLine arguments that end in \0, as /proc shows them
 * @returns {string | null}
 */
export function findRole(commandLine) {
  const parts = commandLine.split('\0');
  const at = parts.findIndex((part) => part.endsWith('/start.js'));
  const name = at < 0 ? undefined : parts[at + 1];

  return name !== undefined && Object.hasOwn(roles, name) ? name : null;
}
