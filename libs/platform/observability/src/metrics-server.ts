import { createServer } from 'node:http';
import { type Logger } from './logger.ts';
import { type Metrics } from './metrics.ts';

export interface MetricsServer {
  /** The port it listens on (useful when 0 was asked for). */
  port: number;
  stop(): Promise<void>;
}

/**
 * Serves `GET /metrics` in Prometheus' text form on a port of its own, which no proxy publishes.
 * Any other path is 404. Rejects when the port is taken.
 */
export const startMetricsServer = async ({
  metrics,
  port,
  logger,
}: {
  metrics: Metrics;
  port: number;
  logger: Logger;
}): Promise<MetricsServer> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();

      return;
    }

    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      (err: unknown) => {
        logger.error({ err }, 'the metrics could not be collected');
        response.writeHead(500).end();
      },
    );
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
