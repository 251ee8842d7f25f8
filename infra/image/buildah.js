import { spawn } from 'node:child_process';
import { Problem, toolProblem, withProgress } from '../services/messages.js';
import { inCheckout } from '../services/paths.js';
import { run } from '../services/processes.js';
import { describeBase } from './base-image.js';
import { innermost } from './descendants.js';
import { findBuildah } from './tools.js';

/** @typedef {import('./engine.js').Engine} Engine */

/** Builds and runs without a daemon: chroot isolation needs no runtime, and the network is the machine's. */
const isolation = ['--isolation', 'chroot'];

const MOST_LAYERS = 200;

/** @returns {Promise<Engine>} */
export async function createBuildah() {
  const tool = await findBuildah();
  const policy = tool.env['SIGNATURE_POLICY'] ? ['--signature-policy', tool.env['SIGNATURE_POLICY']] : [];

  const keepsLayers = tool.driver === 'overlay';

  const quietly = async (/** @type {string} */ failure, /** @type {string[]} */ args) => {
    const { code, output } = await run(tool.command, [...tool.args, ...args], { env: tool.env });
    if (code !== 0) throw explain(failure, output);

    return output.trim();
  };

  /** @type {Engine['build']} */
  const build = async ({ tag, nodeImage, secrets, settings }) => {
    const base = nodeImage ?? (await ensureBase());
    const given = Object.entries({ ...settings, NODE_IMAGE: base });
    await withProgress(`Image: building ${tag} on ${base}`, () =>
      quietly(`buildah could not build ${tag}.`, [
        'build',
        ...isolation,
        ...policy,
        // HEALTHCHECK is part of Docker's format only.
        ...['--format', 'docker', `--layers=${keepsLayers}`],
        ...(nodeImage ? [] : ['--pull-never']),
        ...secrets.flatMap(({ id, file }) => ['--secret', `id=${id},src=${file}`]),
        ...given.flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
        ...['--tag', tag, '--file', inCheckout('Dockerfile'), inCheckout()],
      ]),
    );
    await dropOldLayers();
  };

  /** Kept layers make the next build a matter of seconds; this bounds what they take. */
  const dropOldLayers = async () => {
    const images = await quietly('buildah could not list its images.', ['images', '--all', '--quiet']);
    if (keepsLayers && images.split('\n').length <= MOST_LAYERS) return;
    await quietly('buildah could not drop old layers.', ['rmi', '--prune', '--force']);
  };

  const ensureBase = async () => {
    const { name, prepareContext } = await describeBase();
    const { code } = await run(tool.command, [...tool.args, 'inspect', '--type', 'image', name], {
      env: tool.env,
    });
    if (code === 0) return name;

    const file = inCheckout('infra/image/base.Dockerfile');
    await quietly('buildah could not build the base of the image.', [
      'build',
      ...isolation,
      ...policy,
      ...['--tag', name, '--file', file, await prepareContext()],
    ]);

    return name;
  };

  /** @type {Engine['inspect']} */
  const inspect = async (tag) =>
    JSON.parse(await quietly(`There is no image ${tag}.`, ['inspect', '--type', 'image', tag])).Docker.config;

  /** @type {Engine['open']} */
  const open = async (tag) => {
    const { Entrypoint } = await inspect(tag);
    const container = await quietly(`${tag} cannot be unpacked.`, ['from', ...policy, '--pull-never', tag]);

    return {
      start: (args, { env = {}, entrypoint = Entrypoint } = {}) => {
        const given = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
        const child = spawn(
          tool.command,
          [...tool.args, 'run', ...isolation, ...given, container, '--', ...entrypoint, ...args],
          { env: tool.env, stdio: ['ignore', 'pipe', 'pipe'] },
        );

        // buildah would end itself and leave the program no time; an orchestrator asks the program.
        return { child, terminate: () => void process.kill(innermost(child.pid ?? 0), 'SIGTERM') };
      },
      close: async () => void (await quietly('The container cannot be removed.', ['rm', container])),
    };
  };

  return { name: 'buildah', why: tool.why, build, inspect, open };
}

/** @param {string} failure @param {string} output */
function explain(failure, output) {
  return /operation not permitted|permission denied|cannot clone|newuidmap/i.test(output)
    ? new Problem(`${failure} It needs root, or user namespaces with newuidmap (package uidmap).`, {
        details: output,
      })
    : toolProblem(failure, output);
}
