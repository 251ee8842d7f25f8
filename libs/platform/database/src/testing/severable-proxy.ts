import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy in front of a real server, for tests of what happens when the server or the network goes away. */
export interface SeverableProxy {
  port: number;
  /** Breaks all connections and refuses new ones, as a stopped server does. */
  goDown(): void;
  /** Accepts again, as after a restart. */
  comeUp(): void;
  /** Keeps connections open and passes nothing on, as a frozen server or a silent network does. */
  freeze(frozen: boolean): void;
  /** Breaks the connection that sends next, before the server sees what it sent; once. */
  breakOnNextSend(): void;
  close(): Promise<void>;
}

export const createSeverableProxy = async (target: {
  host: string;
  port: number;
}): Promise<SeverableProxy> => {
  const open = new Set<Socket>();
  let down = false;
  let frozen = false;
  let breakNext = false;

  const server = createServer((client) => {
    if (down) {
      client.destroy();

      return;
    }

    const upstream = connect(target.port, target.host);
    const end = (): void => {
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
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');

  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };

  return {
    port: address.port,
    goDown() {
      down = true;
      breakAll();
    },
    comeUp() {
      down = false;
    },
    freeze(on) {
      frozen = on;
    },
    breakOnNextSend() {
      breakNext = true;
    },
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => {
          resolve();
        });
      }),
  };
};
