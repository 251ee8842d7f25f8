import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { createMetrics } from './metrics.ts';

describe('metrics', () => {
  test('a request is counted by method, route and status', async () => {
    const metrics = createMetrics();
    metrics.observeRequest({ method: 'GET', route: '/v1/peak-flows/:id', status: 200, seconds: 0.004 });
    const text = await metrics.registry.metrics();

    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/peak-flows/:id",status="200"} 1',
    );
    expect(text).toContain('le="0.005",method="GET",route="/v1/peak-flows/:id",status="200"} 1');
  });

  test('a pool is read when the metrics are read', async () => {
    const metrics = createMetrics();
    let used = 1;
    metrics.trackPool('mysql', () => ({ used, free: 2, waiting: 0 }));
    await metrics.registry.metrics();
    used = 3;

    expect(await metrics.registry.metrics()).toContain('pool_connections{pool="mysql",state="used"} 3');
  });

  test('the event-loop delay is among the default metrics', async () => {
    expect(await createMetrics().registry.metrics()).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  test('asking for a counter twice gives the same one', async () => {
    const metrics = createMetrics();
    metrics.counter('mails_total', 'Mails', ['result']).inc({ result: 'sent' });
    metrics.counter('mails_total', 'Mails', ['result']).inc({ result: 'sent' });
    metrics.gauge('queue_length', 'Queue').set(7);

    expect(await metrics.registry.metrics()).toContain('mails_total{result="sent"} 2');
  });

  test('a histogram counts into the buckets it was made with, also when it is asked for again', async () => {
    const metrics = createMetrics();
    for (const seconds of [5, 59, 61]) {
      metrics.histogram('late_seconds', 'Lateness', [10, 60], ['kind']).observe({ kind: 'dose' }, seconds);
    }

    const text = await metrics.registry.metrics();
    expect(text).toContain('late_seconds_bucket{le="10",kind="dose"} 1');
    expect(text).toContain('late_seconds_bucket{le="60",kind="dose"} 2');
    expect(text).toContain('late_seconds_count{kind="dose"} 3');
  });

  test('two programs in one process do not share a registry', () => {
    expect(() => [createMetrics(), createMetrics()]).not.toThrow();
  });
});

describe('the metrics server', () => {
  let server: MetricsServer;
  const logger = createLogger({ level: 'silent', name: 'test' });
  beforeAll(async () => {
    server = await startMetricsServer({ metrics: createMetrics(), port: 0, logger });
  });
  afterAll(() => server.stop());

  test('serves the metrics under /metrics and nothing else', async () => {
    const found = await fetch(`http://127.0.0.1:${server.port}/metrics`);

    expect(found.status).toBe(200);
    expect(found.headers.get('content-type')).toContain('text/plain');
    expect(await found.text()).toContain('process_cpu_seconds_total');
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  test('a taken port is an error and not a silence', async () => {
    await expect(
      startMetricsServer({ metrics: createMetrics(), port: server.port, logger }),
    ).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
