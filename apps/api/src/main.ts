import { enableCompileCache, flushCompileCache } from 'node:module';

// Compiling modules is half of a start: in the system's temporary folder the next start finds them compiled.
enableCompileCache();
await import('./program.ts');
// A program that is killed would write nothing at its end.
flushCompileCache();
