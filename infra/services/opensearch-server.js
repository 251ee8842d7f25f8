import { mkdirSync } from 'node:fs';
import { findOpensearchProgram } from './opensearch-program.js';

/** Whether an OpenSearch answers there and has opened what it holds. */
export async function pingOpensearch(/** @type {number} */ port, deadlineMs = 2_000) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`, {
      signal: AbortSignal.timeout(deadlineMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @type {import('./server.js').Kind} */
export const opensearchKind = {
  name: 'OpenSearch',
  preferredPort: 39200,
  pidFile: 'opensearch.pid',
  findProgram: findOpensearchProgram,
  prepare: async (_program, directory) => void mkdirSync(directory, { recursive: true }),
  argumentsFor: (directory, port) => [directory, String(port)],
  answers: (port) => pingOpensearch(port),
  // It answers within 15 s, and on a machine that is busy with other tests after a minute or more.
  startDeadlineMs: 180_000,
};
