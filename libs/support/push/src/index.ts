export { createPushSender, type PushSenderDeps } from './create-push-sender.ts';
export { createFakePush, type FakePush } from './fake-push.ts';
export { type ServiceAccount } from './fcm-access-token.ts';
export { createFcmPushSender, type FcmConfig } from './fcm-push-sender.ts';
export { createLogPushSender } from './log-push-sender.ts';
export { type PushMessage, type PushResult, type PushSender, type PushTarget } from './push-sender.ts';
export { createWebPushSender, type VapidConfig } from './web-push-sender.ts';
