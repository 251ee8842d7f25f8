import { setTimeout as pause } from 'node:timers/promises';

const TIMEOUT_MS = 5_000;
/** Before the second and the third try. */
const PAUSES_MS = [1_000, 3_000];

/**
 * Posts a text to an incoming webhook of Slack. The address is a secret: nothing that this gives back holds it.
 * @param {string} url
 * @param {string} text
 * @returns {Promise<string | null>} why it could not be delivered, or null
 */
export async function postToSlack(url, text, { timeoutMs = TIMEOUT_MS, pausesMs = PAUSES_MS } = {}) {
  for (const waitMs of [...pausesMs, null]) {
    const { problem, isFinal } = await post(url, text, timeoutMs);
    if (!problem || isFinal || waitMs === null) return problem;
    await pause(waitMs);
  }

  return null;
}

/**
 * @param {string} url
 * @param {string} text
 * @param {number} timeoutMs
 * @returns {Promise<{ problem: string | null, isFinal: boolean }>}
 */
async function post(url, text, timeoutMs) {
  if (!/^https?:\/\/\S+$/.test(url)) return { problem: 'SLACK_WEBHOOK_URL is no address', isFinal: true };

  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      // A redirect would hand the message, and perhaps the secret, to somebody else.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return { problem: null, isFinal: true };

    const mayPass = response.status === 429 || response.status >= 500;
    return { problem: `Slack answered ${response.status}`, isFinal: !mayPass };
  } catch (error) {
    return { problem: describe(error, timeoutMs), isFinal: false };
  }
}

/** In our own words: the messages of fetch may quote the address. @param {any} error @param {number} timeoutMs */
function describe(error, timeoutMs) {
  if (error?.name === 'TimeoutError') return `Slack did not answer within ${timeoutMs} ms`;
  return `Slack cannot be reached (${error?.cause?.code ?? 'no answer'})`;
}
