import { defineConfig } from 'vitest/config';

import { ContractReporter } from './libs/platform/testing/src/contract-reporter.ts';
import { LongFilesFirst } from './libs/platform/testing/src/long-files-first.ts';

export default defineConfig({
  test: {
    include: ['{apps,libs,infra}/**/*.test.{ts,js}'],
    exclude: ['**/node_modules/**', '**/out-tsc/**', '.local/**'],
    globalSetup: ['libs/platform/testing/src/global-setup.ts'],
    reporters: [
      'default',
      ['json', { outputFile: '.local/test-results.json' }],
      ['junit', { outputFile: 'reports/junit.xml' }],
      new ContractReporter(),
    ],
    coverage: {
      provider: 'v8',
      // The server's code; the page's runs in Chromium.
      include: ['apps/*/src/**/*.ts', 'libs/*/*/src/**/*.ts'],
      exclude: [
        '**/*.test.ts',
        '**/testing/**',
        '**/migrations/**',
        // Programs: tests start them as processes of their own, which nobody counts.
        'apps/*/src/{main,program,worker,migrate,seed,demo-log-ins,create-staff,erase-restored,one-off}.ts',
        'libs/platform/observability/src/program.ts',
      ],
      reporter: ['text-summary', 'cobertura'],
      reportsDirectory: 'coverage',
      thresholds: { lines: 85 },
    },
    pool: 'forks',
    // Files share their worker's modules: loading those anew for each took half of the processor's time.
    isolate: false,
    sequence: { sequencer: LongFilesFirst },
    // One more than the processors of the least machine: tests of outages wait more than they work.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
