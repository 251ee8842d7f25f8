import { inCheckout, local } from './paths.js';
import { run } from './processes.js';

/**
 * Has the demo member reminded within two minutes.
 * @param {string} node
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Date | null>} when; null where the demo data is older than its medicines, or has lost them
 */
export async function planReminder(node, env) {
  const { output } = await run(node, [inCheckout('apps/worker/src/demo/remind.ts')], { env });
  const dueAt = new Date(output.trim());

  return Number.isNaN(dueAt.getTime()) ? null : dueAt;
}

/**
 * What the banner says of it: when it comes, and what to paste to see it.
 * @param {Date | null} dueAt
 * @param {{ api: string, password: string | undefined, watch: boolean }} facts
 */
export function reminderLines(dueAt, { api, password, watch }) {
  if (!dueAt)
    return '  Reminder    none: npm run services:reset makes the demo data anew, with its medicines';

  const time = dueAt.toTimeString().slice(0, 5);
  const log = watch ? 'here' : `in ${local('log', 'worker.log')}`;
  const body = JSON.stringify({ email: 'demo@soomcare.example', password });

  return `  Reminder    at ${time} the demo member is reminded of a dose: a line "push" ${log}, and in the inbox:
    token=$(curl -s ${api}/v1/auth/sessions -H 'content-type: application/json' -d '${body}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
    curl -s '${api}/v1/notifications?limit=1' -H "authorization: Bearer $token"`;
}
