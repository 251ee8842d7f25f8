import { spawn } from 'node:child_process';
import { toolProblem, withProgress } from '../services/messages.js';
import { inCheckout } from '../services/paths.js';
import { run } from '../services/processes.js';

/** @typedef {import('./engine.js').Engine} Engine */

const withBuildKit = { env: { ...process.env, DOCKER_BUILDKIT: '1' } };

/** Whether an engine answers to the docker command, and can mount secrets: the old builder, without buildx, cannot. */
export async function dockerAnswers() {
  if ((await run('docker', ['version', '--format', '{{.Server.Version}}'])).code !== 0) return false;
  return (await run('docker', ['build', '--help'], withBuildKit)).output.includes('--secret');
}

/** The image a Dockerfile starts from must be there or be fetched. @param {string} name */
export async function dockerHas(name) {
  if ((await run('docker', ['image', 'inspect', name])).code === 0) return true;
  return (
    (await withProgress(`Image: pulling ${name}`, () => run('docker', ['pull', '--quiet', name]))).code === 0
  );
}

/** @returns {Engine} */
export function createDocker() {
  /** @type {Engine['build']} */
  const build = async ({ tag, nodeImage, secrets, settings }) => {
    const given = Object.entries({ ...settings, ...(nodeImage ? { NODE_IMAGE: nodeImage } : {}) });
    const { code, output } = await withProgress(`Image: building ${tag}`, () =>
      run(
        'docker',
        [
          'build',
          ...secrets.flatMap(({ id, file }) => ['--secret', `id=${id},src=${file}`]),
          ...given.flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
          ...['--network', 'host', '--tag', tag, inCheckout()],
        ],
        withBuildKit,
      ),
    );
    if (code !== 0) throw toolProblem(`docker could not build ${tag}.`, output);
  };

  /** @type {Engine['inspect']} */
  const inspect = async (tag) => {
    const { code, output } = await run('docker', ['image', 'inspect', tag]);
    if (code !== 0) throw toolProblem(`There is no image ${tag}.`, output);

    return JSON.parse(output)[0].Config;
  };

  /** @type {Engine['open']} */
  const open = async (tag) => ({
    start: (args, { env = {}, entrypoint } = {}) => {
      const [program, ...more] = entrypoint ?? [];
      const child = spawn(
        'docker',
        [
          ...['run', '--rm', '--network', 'host', '--read-only', '--cap-drop', 'ALL'],
          ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
          ...(program ? ['--entrypoint', program] : []),
          ...[tag, ...more, ...args],
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );

      // The docker command passes the signal on.
      return { child, terminate: () => void child.kill('SIGTERM') };
    },
    close: async () => undefined,
  });

  return { name: 'docker', why: 'a container engine answers to docker', build, inspect, open };
}
