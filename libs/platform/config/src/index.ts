export { ConfigError } from './config-error.ts';
export { type AccessTokenKey, type Config, type FieldKey } from './config.ts';
export { type PushConfig } from './push-variables.ts';
export { type SocialConfig } from './social-variables.ts';
export { loadConfig } from './load-config.ts';
export { environments, logLevels, type Environment, type LogLevel } from './variables.ts';
export { concealBuffer, concealing, SECRET_TEXT } from './secret.ts';
export { testServices, type TestServices } from './test-services.ts';
