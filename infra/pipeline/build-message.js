/**
 * @typedef {object} Build
 * @property {string} name
 * @property {string} result Jenkins' word: SUCCESS, UNSTABLE, FAILURE, ABORTED
 * @property {number} seconds
 * @property {string} [url]
 * @property {import('./stages.js').Stage[]} stages
 */

/** @type {Record<string, string>} */
const signs = { SUCCESS: '✅', UNSTABLE: '⚠️', FAILURE: '❌', ABORTED: '⏹️' };

/** 75 → `1 min 15 s`. @param {number} seconds */
export function formatDuration(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Slack's own marks in a branch's name must not become marks. @param {string} text */
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {import('./stages.js').Stage} stage */
const formatStage = ({ name, seconds, code }) =>
  `• ${escape(name)}: ${formatDuration(seconds)}${code === 0 ? '' : ` — failed (exit code ${code})`}`;

/** @param {Build} build */
export function formatBuild({ name, result, seconds, url, stages }) {
  const title = url ? `<${url}|${escape(name)}>` : escape(name);
  return [
    `${signs[result] ?? '❔'} ${title}: ${result} in ${formatDuration(seconds)}`,
    ...stages.map(formatStage),
  ].join('\n');
}
