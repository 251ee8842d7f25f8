import { type RequestHandler, Router } from 'express';

/** Middleware as a router, which is what an HTTP app is made of. */
export const router = (...handlers: RequestHandler[]): Router => Router().use(...handlers);
