// npm run image [-- name:tag]: builds the image; NODE_IMAGE in the environment names another base.
import { explain, Problem, say } from '../services/messages.js';
import { buildImage } from './build.js';
import { findEngine } from './engine.js';

const [, , tag = 'soomcare:latest'] = process.argv;

try {
  const found = await findEngine();
  if ('missing' in found) throw new Problem(found.missing);

  say(`Image: ${found.engine.why}.`);
  await buildImage(found.engine, tag);
  say(`${tag} is built; each role starts with its name as argument: api, backoffice, worker, migrate.`);
} catch (error) {
  const { sentence, details } = explain(error);
  if (details) console.error(details);
  console.error(sentence);
  process.exitCode = 1;
}
