import { enableCompileCache, flushCompileCache } from 'node:module';

// Compiling modules is most of a start: in the system's temporary folder the next start finds them compiled.
enableCompileCache();
await import('./program.ts');
// A worker that is killed would write nothing at its end.
flushCompileCache();
