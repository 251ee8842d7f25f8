export { outboxMessageTable } from './outbox-message.entity.ts';
export { createOutbox, type Outbox, type OutboxMessageInput } from './outbox.ts';
export {
  createOutboxRelay,
  type OutboxHandler,
  type OutboxHandlers,
  type OutboxRelay,
  type OutboxRelayDeps,
  type OutboxRun,
} from './outbox-relay.ts';
export { createPollLoop, type PollLoop } from './poll-loop.ts';
