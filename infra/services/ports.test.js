import net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findPortHolder, isPortFree, listeningInodes, pickPort } from './ports.js';

/** @returns {Promise<number>} a port that this process holds until the test ends */
async function holdPort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  onTestFinished(() => void server.close());

  return /** @type {net.AddressInfo} */ (server.address()).port;
}

test('a preferred port is taken when it is free, another one when it is not', async () => {
  const held = await holdPort();
  const free = await pickPort();

  expect(await pickPort(free)).toBe(free);
  expect(await pickPort(held)).not.toBe(held);
  expect(await isPortFree(held)).toBe(false);
});

test('the holder of a busy port is named', async () => {
  const held = await holdPort();

  expect(await findPortHolder(held)).toMatchObject({ pid: process.pid });
});

test('only listening sockets on exactly that port count', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
   1: 0100007F:0BB8 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
   2: 0100007F:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1`;

  expect(listeningInodes(table, 3000)).toEqual(['4711']);
});
