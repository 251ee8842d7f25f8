import { type Config } from '@soomcare/config';
import { type Logger } from '@soomcare/observability';

/** Said once, at the start: without a provider every push for real members is refused, one by one and in silence. */
export const warnWithoutPush = (
  { environment, push }: Pick<Config, 'environment' | 'push'>,
  logger: Pick<Logger, 'warn'>,
): void => {
  if (environment !== 'production' || push.fcm || push.web) return;

  logger.warn('no push provider is set up: members get no reminder on any device (FCM_SERVICE_ACCOUNT)');
};
