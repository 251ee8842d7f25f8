import { readFile, readdir, readlink } from 'node:fs/promises';
import net from 'node:net';

/** @param {number} port */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The preferred port where it is free, otherwise one that the system names.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function pickPort(preferred) {
  if (preferred && (await isPortFree(preferred))) return preferred;

  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Socket inodes that listen on the port, from the text of /proc/net/tcp and tcp6.
 * @param {string} table
 * @param {number} port
 */
export function listeningInodes(table, port) {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';

  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(wanted) && columns[3] === listening)
    .map((columns) => /** @type {string} */ (columns[9]));
}

/**
 * Who listens on the port, as far as this user may see it.
 * @param {number} port
 * @returns {Promise<{ pid: number, command: string } | null>}
 */
export async function findPortHolder(port) {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = new Set(
    tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`),
  );
  if (sockets.size === 0) return null;

  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (sockets.has(target)) {
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        return { pid: Number(pid), command: command.replaceAll('\0', ' ').trim() };
      }
    }
  }

  return null;
}
