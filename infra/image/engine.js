import { readFileSync } from 'node:fs';
import { inCheckout } from '../services/paths.js';
import { createBuildah } from './buildah.js';
import { createDocker, dockerAnswers, dockerHas } from './docker.js';
import { isInstalled } from './tools.js';

/**
 * @typedef {object} Order
 * @property {string} tag
 * @property {string | undefined} nodeImage where it is not what the engine takes by itself
 * @property {{ id: string, file: string }[]} secrets
 * @property {Record<string, string>} settings build arguments
 *
 * @typedef {object} Started
 * @property {import('node:child_process').ChildProcess} child ends with the program's exit code
 * @property {() => void} terminate sends the program SIGTERM
 *
 * @typedef {object} Container the image's files with what it takes to run them
 * @property {(args: string[], options?: { env?: Record<string, string>, entrypoint?: string[] }) => Started} start
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} why
 * @property {(order: Order) => Promise<void>} build
 * @property {(tag: string) => Promise<any>} inspect the image's configuration in Docker's words
 * @property {(tag: string) => Promise<Container>} open
 */

/** The image that Dockerfile starts from when nobody says otherwise. */
export const officialNodeImage = () =>
  /^ARG NODE_IMAGE=(\S+)$/m.exec(readFileSync(inCheckout('Dockerfile'), 'utf8'))?.[1] ?? '';

/** The image to start from, where the caller's environment names one. */
export const chosenNodeImage = () => process.env['NODE_IMAGE'] || undefined;

/**
 * Docker where it answers and has, or can pull, the base; otherwise buildah.
 * @returns {Promise<{ engine: Engine } | { missing: string }>} `missing` says why this machine can have none
 */
export async function findEngine() {
  if ((await dockerAnswers()) && (await dockerHas(chosenNodeImage() ?? officialNodeImage()))) {
    return { engine: createDocker() };
  }
  if (await isInstalled('buildah')) return { engine: await createBuildah() };

  const isRoot = process.getuid?.() === 0;
  const obstacle = [
    process.platform !== 'linux' && 'this is not Linux',
    !isRoot && 'buildah’s unpacked package works for root only',
    !(await isInstalled('apt-get')) && 'there is no apt-get to fetch buildah',
  ].find(Boolean);
  if (!obstacle) return { engine: await createBuildah() };

  return {
    missing: `No image can be built here: no container engine answers with a Node image, no buildah is installed, and ${obstacle}. Start Docker or install buildah.`,
  };
}
