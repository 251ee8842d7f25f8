import { connect, createServer } from 'node:net';

/** @param {string} url @returns {Promise<import('./severable-proxy.js').SeverableProxy>} */
export async function createSeverableProxy(url) {
  const { hostname, port: serverPort } = new URL(url);
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const breakAll = () => open.forEach((socket) => socket.destroy());
  let down = false;
  let frozen = false;
  let breakNext = false;

  const server = createServer((client) => {
    if (down) {
      client.destroy();
      return;
    }

    const upstream = connect(Number(serverPort), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (chunk) => {
      if (breakNext) {
        breakNext = false;
        end();
      } else if (!frozen) {
        upstream.write(chunk);
      }
    });
    upstream.on('data', (chunk) => {
      if (!frozen) client.write(chunk);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${port}`;

  return {
    url: proxied.href,
    port,
    goDown() {
      down = true;
      breakAll();
    },
    comeUp() {
      down = false;
    },
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
    },
    breakOnNextSend() {
      breakNext = true;
    },
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => resolve());
      }),
  };
}
