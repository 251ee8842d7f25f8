export { createLogger, stopLogger, unredacted, type Logger, type LoggerOptions } from './logger.ts';
export {
  createMetrics,
  type Counter,
  type Gauge,
  type Metrics,
  type PoolUse,
  type RequestSeen,
} from './metrics.ts';
export { startMetricsServer, type MetricsServer } from './metrics-server.ts';
export { runProgram } from './program.ts';
export { redact, scrub } from './redaction.ts';
