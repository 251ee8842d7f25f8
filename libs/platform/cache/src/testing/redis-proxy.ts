import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy in front of Redis, so that tests can stop, start and freeze it. */
export interface RedisProxy {
  url: string;
  goDown(): void;
  comeUp(): void;
  freeze(): void;
  close(): Promise<void>;
}

export const createRedisProxy = async (redisUrl: string): Promise<RedisProxy> => {
  const target = new URL(redisUrl);
  const open = new Set<Socket>();
  let down = false;
  let frozen = false;

  const server = createServer((client) => {
    if (down) {
      client.destroy();

      return;
    }

    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.on('data', (chunk) => {
        if (!frozen) other.write(chunk);
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');

  const proxied = new URL(redisUrl);
  proxied.host = `127.0.0.1:${address.port}`;
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };

  return {
    url: proxied.href,
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
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => {
          resolve();
        });
      }),
  };
};
