import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} ServiceState what `.local/services.json` holds for each service; `url` and `pid` only while it runs
 * @property {string} [url]
 * @property {number} [port] kept when the server stops, so that the address stays the same
 * @property {number} [pid]
 * @property {'binary' | 'packages' | 'compose'} [source]
 *
 * @typedef {object} Launcher
 * @property {number} pid
 * @property {string} startTick
 * @property {string} command
 *
 * @typedef {object} State
 * @property {ServiceState} mysql
 * @property {ServiceState} redis
 * @property {boolean} keepUp set by services:up: no other command stops the servers then
 * @property {Launcher[]} launchers who uses the servers now; the last one to leave stops them
 */

/**
 * A half-written or hand-edited file counts as none: the servers' own pid files still find what runs.
 * @param {string} file
 * @returns {State}
 */
export function readState(file) {
  const stored = readJson(file) ?? {};
  return { mysql: {}, redis: {}, keepUp: false, launchers: [], ...stored };
}

/** @param {string} file @param {State} state */
export const writeState = (file, state) => writePrivately(file, `${JSON.stringify(state, null, 2)}\n`);

/** @param {string} file */
export function readJson(file) {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/**
 * Readable by this user only, and whole or not at all.
 * @param {string} file @param {string} text
 */
export function writePrivately(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
