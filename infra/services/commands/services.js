import { say } from '../messages.js';
import { openServices, shutServices } from '../services.js';

export async function servicesUp() {
  await openServices({ command: 'services:up', keepUp: true });
  say('Both stay up until npm run services:down; their addresses are in .local/services.json.');

  return 0;
}

export async function servicesDown() {
  await shutServices();
  say('MySQL and Redis are stopped.');

  return 0;
}

export async function servicesReset() {
  await shutServices({ dropData: true });
  say('MySQL and Redis are stopped, and their data is gone; the next npm start begins afresh.');

  return 0;
}
