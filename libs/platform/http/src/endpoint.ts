import type { Readable } from 'node:stream';

import type { z } from 'zod';

import type { Access, Actor, StaffActor } from './access.ts';
import type { ErrorFactory } from './errors.ts';
import type { FileReply } from './file-reply.ts';
import type { Locale } from './locale.ts';
import type { Limit } from './rate-limit.ts';
import type { StreamReply } from './stream-reply.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What an endpoint promises: validation, authorisation, serialisation and the API document all read this. */
export interface Contract {
  readonly method: Method;
  /** Below the mount's prefix, in OpenAPI form: `/peak-flows/{id}`. */
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Takes one file as multipart/form-data in place of a JSON body: `call.upload`. */
  readonly upload?: true;
  /** 200 with a response schema, 204 without one, unless it says otherwise. */
  readonly status?: 200 | 201 | 202 | 204;
  readonly response?: z.ZodType;
  /** The answer is a file of this media type in place of JSON: a `StreamReply`. */
  readonly file?: string;
  /** Media types beside JSON that `Accept` may choose: `call.mediaType`, answered with a `FileReply`. */
  readonly alternatives?: readonly string[];
  readonly errors?: readonly ErrorFactory[];
  /** Beside the general limit: counted per log-in, or per address on open routes. */
  readonly limit?: Limit;
  /** For what a person may need at once, such as the answer to a red flag: not even the general limit refuses it. */
  readonly neverLimited?: boolean;
  /**
   * The answer carries an ETag; a matching `If-None-Match` gets 304. `own-data` where the answer follows from nothing
   * but the member's own data, time zone and local day: an unchanged one is then answered without the handler.
   */
  readonly conditional?: boolean | 'own-data';
  /** `If-Match` with the version that was read: `required` answers 428 without it. */
  readonly ifMatch?: 'required' | 'optional';
  /** A create that takes an `Idempotency-Key` (beside a client-made `id` in the body). */
  readonly idempotent?: boolean;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Answer<C extends Contract> = C['response'] extends z.ZodType ? z.input<C['response']> : void;

/** A body as it arrives, not looked at. */
export interface Upload {
  readonly contentType: string;
  readonly content: Readable;
}

/** Facts about the call itself, beside its validated content. */
export interface Call {
  readonly requestId: string;
  readonly locale: Locale;
  /** JSON, or one of the contract's `alternatives`. */
  readonly mediaType: string;
  /** The client's address (behind the configured number of proxies). */
  readonly address: string;
  readonly userAgent: string;
  /** Aborted when the caller goes before the answer: for work that would be in vain then. */
  readonly signal: AbortSignal;
  /** The body of an endpoint that takes an `upload`. */
  readonly upload: Upload;
  /** From `If-Match`: the version the caller has read, or null where any will do. */
  readonly expectedVersion: number | null;
  readonly idempotency: {
    readonly key: string | null;
    /** SHA-256 of the parsed body: the same request again has the same one. */
    readonly fingerprint: Buffer;
  };
}

/** Who calls, as the access policy knows them. */
interface ActorOf {
  readonly anyone: undefined;
  readonly member: Actor;
  readonly staff: StaffActor;
}

export interface Input<C extends Contract> {
  readonly actor: ActorOf[C['access']['kind']];
  readonly params: Parsed<C['params']>;
  readonly query: Parsed<C['query']>;
  readonly body: Parsed<C['body']>;
  readonly call: Call;
}

/** A body with headers beside it. */
export class Reply<T> {
  readonly body: T;
  readonly headers: Readonly<Record<string, string>>;

  constructor(body: T, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}

export const versionTag = (version: number) => `"${version}"`;

/** A row and its version, so that the caller can edit it with `If-Match`. */
export const versioned = <T extends { version: number }>(body: T) =>
  new Reply(body, { ETag: versionTag(body.version) });

/** A new row: 201 with `ETag` and `Location`; `path` is the collection's, below the mount's prefix. */
export const created = <T extends { id: string; version: number }>(path: string, body: T) =>
  new Reply(body, { Location: `${path}/${body.id}`, ETag: versionTag(body.version) });

/** An endpoint with its types erased, ready to mount. */
export interface Endpoint {
  readonly contract: Contract;
  handle(input: unknown): Promise<unknown>;
}

/**
 * One route: the contract first, then one line of work.
 * The handler gets validated input only and returns what `response` describes (or a `Reply` of it, or a `FileReply`),
 * or the `StreamReply` of a `file`.
 */
export const endpoint = <const C extends Contract>(
  contract: C,
  handle: (input: Input<C>) => Promise<Answer<C> | Reply<Answer<C>> | FileReply | StreamReply>,
): Endpoint => ({
  contract,
  // The mount parses with this contract's own schemas, so the input has exactly this shape.
  handle: (input) => handle(input as Input<C>),
});
