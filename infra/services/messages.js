/** A problem the reader can act upon: its message is the one sentence to print, without a stack. */
export class Problem extends Error {
  /** @param {string} sentence @param {{ cause?: unknown, details?: string }} [options] */
  constructor(sentence, { cause, details } = {}) {
    super(sentence, { cause });
    this.name = 'Problem';
    this.details = details;
  }
}

export const say = (/** @type {string} */ sentence) => console.log(sentence);

const diskIsFull = /ENOSPC|No space left on device|errno: 28\b|os errno 28\b|EDQUOT|Disk quota exceeded/;
const networkIsMissing =
  /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|ECONNREFUSED|Could not resolve|Temporary failure (in name resolution|resolving)|Could not connect|Network is unreachable|Unable to connect|Connection timed out|Failed to establish a new connection/;

const diskSentence = 'The disk is full: free some space, then run the same command again.';

/**
 * What stands behind a tool's output or a system error, as one sentence; null where it is neither disk nor network.
 * @param {string} text
 */
export function sentenceFor(text) {
  if (diskIsFull.test(text)) return diskSentence;
  if (networkIsMissing.test(text))
    return 'The network cannot be reached: connect it, then run the same command again.';

  return null;
}

/**
 * A tool's failure: the sentence for a full disk or a missing network, otherwise ours with the end of what it wrote.
 * @param {string} sentence
 * @param {string} output
 */
export function toolProblem(sentence, output) {
  const known = sentenceFor(output);
  return known ? new Problem(known) : new Problem(sentence, { details: lastLines(output, 15) });
}

/**
 * A process that should have gone on. Its log may tell of refused connections without the network being at fault.
 * @param {string} name
 * @param {string} logFile
 * @param {string} log
 */
export function deathProblem(name, logFile, log) {
  const details = lastLines(log, 15);

  return new Problem(
    diskIsFull.test(details) ? diskSentence : `${name} stopped by itself; its log is ${logFile}`,
    {
      details,
    },
  );
}

/** @param {string} text @param {number} count */
export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * @param {unknown} error
 * @returns {{ sentence: string, details?: string | undefined }}
 */
export function explain(error) {
  if (error instanceof Problem) return { sentence: error.message, details: error.details };

  const { code = '', message = String(error), stack } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  if (diskIsFull.test(code)) return { sentence: diskSentence };
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      sentence: `Permission is missing (${message}): the checkout must belong to the user who runs this.`,
    };
  }

  return { sentence: `Unexpected: ${message}`, details: stack };
}

/**
 * A line at once, then one every `everyMs` while the work lasts, so that a long step is never silent.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, everyMs = 10_000) {
  const startedAt = Date.now();
  say(`${title} …`);
  const timer = setInterval(
    () => say(`  … still at it, ${Math.round((Date.now() - startedAt) / 1000)} s`),
    everyMs,
  );

  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
