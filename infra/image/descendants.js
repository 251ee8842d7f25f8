import { readFileSync, readdirSync } from 'node:fs';

/** Which process started which, as /proc shows it. @returns {Map<number, number>} parent → child */
function readChildren() {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const afterName = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '';
      children.set(Number(afterName.split(' ')[1]), Number(name));
    } catch {
      // It has gone in the meantime.
    }
  }

  return children;
}

/**
 * The program at the end of a chain of processes that each started the next.
 * @param {number} pid
 * @returns {number}
 */
export function innermost(pid, children = readChildren()) {
  const child = children.get(pid);

  return child ? innermost(child, children) : pid;
}
