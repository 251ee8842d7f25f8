import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge } from 'prom-client';

/** One finished request. `route` is the pattern (`/v1/peak-flows/:id`), never the path: paths have no end. */
export interface RequestSeen {
  method: string;
  route: string;
  status: number;
  seconds: number;
}

/** Connections of a pool at this moment, and requests that wait for one. */
export interface PoolUse {
  used: number;
  free: number;
  waiting: number;
}

export interface Metrics {
  registry: Registry;
  observeRequest(seen: RequestSeen): void;
  /** Reports a pool under `name` whenever the metrics are read; the same name again replaces it. */
  trackPool(name: string, use: () => PoolUse): void;
  /** Makes a counter; the same name again gives the same counter. */
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  /** Makes a gauge; the same name again gives the same gauge. */
  gauge<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  /** Makes a histogram with these upper bounds; the same name again gives the same histogram. */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly Label[],
  ): Histogram<Label>;
  /** Age of the oldest message that is due and not delivered, in seconds; 0 when none waits. */
  outboxOldestSeconds: Gauge;
  /** Messages that wait, dead ones not counted. */
  outboxWaiting: Gauge;
  /** Dead letters that are kept. */
  outboxDeadLetters: Gauge;
  outboxDelivered: Counter<'topic'>;
  outboxFailed: Counter<'topic'>;
  outboxDead: Counter<'topic'>;
}

// Around the goals of the mobile API (a month read in single milliseconds) up to the request timeout of 30 s.
const REQUEST_BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The metrics of one program in a registry of their own, with Node's default ones (event-loop delay, heap, GC). */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS_SECONDS,
    registers,
  });

  const pools = new Map<string, () => PoolUse>();
  new Gauge({
    name: 'pool_connections',
    help: 'Connections of a pool, and requests that wait for one, by state',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, use] of pools) {
        const { used, free, waiting } = use();
        this.set({ pool, state: 'used' }, used);
        this.set({ pool, state: 'free' }, free);
        this.set({ pool, state: 'waiting' }, waiting);
      }
    },
  });

  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const counter = <Label extends string>(name: string, help: string, labels: readonly Label[] = []) => {
    const made = counters.get(name) ?? new Counter({ name, help, labelNames: labels, registers });
    counters.set(name, made);

    return made;
  };
  const gauge = <Label extends string>(name: string, help: string, labels: readonly Label[] = []) => {
    const made = gauges.get(name) ?? new Gauge({ name, help, labelNames: labels, registers });
    gauges.set(name, made);

    return made;
  };
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels: readonly Label[] = [],
  ) => {
    const settings = { name, help, labelNames: labels, buckets: [...buckets], registers };
    const made = histograms.get(name) ?? new Histogram(settings);
    histograms.set(name, made);

    return made;
  };

  return {
    registry,
    observeRequest: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status }, seconds);
    },
    trackPool: (name, use) => {
      pools.set(name, use);
    },
    counter,
    gauge,
    histogram,
    outboxOldestSeconds: gauge('outbox_oldest_seconds', 'Age of the oldest due message'),
    outboxWaiting: gauge('outbox_waiting', 'Messages that wait for delivery'),
    outboxDeadLetters: gauge('outbox_dead_letters', 'Messages given up and kept'),
    outboxDelivered: counter('outbox_delivered_total', 'Messages delivered', ['topic']),
    outboxFailed: counter('outbox_failed_total', 'Attempts that failed', ['topic']),
    outboxDead: counter('outbox_dead_total', 'Messages given up', ['topic']),
  };
};
