/** A server that one test file starts, breaks and stops. It dies with the process that started it. */
export interface PrivateServer {
  /** `mysql://root:password@127.0.0.1:port` or `redis://127.0.0.1:port`, `http://127.0.0.1:port`; stays the same over restarts. */
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now; another one after `restart()`. */
  readonly pid: number;
  /** In order; resolves when the process is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Stops it where it still runs, starts it on the same data and port, and resolves when it answers. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open and, once it resolves, nothing answers. */
  pause(): Promise<void>;
  resume(): void;
}

export interface PrivateServerOptions {
  /** Made where it is missing; the data of an earlier run in it is used again. */
  directory: string;
  /** A free one by default. */
  port?: number;
}

export interface PrivateOpensearchOptions extends PrivateServerOptions {
  /** Worth to compile well, as a server in earnest is; a test's lives too briefly. */
  isLongRunning?: boolean;
}

export function startPrivateMysql(options: PrivateServerOptions): Promise<PrivateServer>;
export function startPrivateRedis(options: PrivateServerOptions): Promise<PrivateServer>;
export function startPrivateOpensearch(options: PrivateOpensearchOptions): Promise<PrivateServer>;
