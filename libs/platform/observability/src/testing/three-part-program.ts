import { runProgram } from '../program.ts';

const [, , trouble] = process.argv;
const say = (what: string) => process.stdout.write(`${what}\n`);

/** A program of three parts, for tests of its life; its argument names what goes wrong. */
await runProgram({
  name: 'trial',
  loadConfig() {
    if (trouble === 'config') throw new Error('TRIAL_URL is missing');
    return { logLevel: 'info' };
  },
  async start({ logger, onStop }) {
    // Something must keep the process alive, as a server does.
    const socket = setInterval(() => {}, 60_000);
    onStop(() => {
      clearInterval(socket);
      say('first stopped');
    });
    onStop(() => {
      if (trouble === 'stop') throw new Error('second hangs on');
      say('second stopped');
    });
    if (trouble === 'start') throw new Error('no database');

    onStop(async () => {
      await Promise.resolve();
      say('third stopped');
    });
    logger.info('trial runs');
    await Promise.resolve();
  },
});
