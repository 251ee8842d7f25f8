/** A TCP proxy in front of a real server, for tests of what happens when the server or the network goes away. */
export interface SeverableProxy {
  /** The server's own, by way of the proxy. */
  readonly url: string;
  readonly port: number;
  /** Breaks all connections and refuses new ones, as a stopped server does. */
  goDown(): void;
  /** Accepts again, as after a restart. */
  comeUp(): void;
  /** Keeps connections open and passes nothing on, as a frozen server or a silent network does. */
  freeze(): void;
  thaw(): void;
  /** Breaks the connection that sends next, before the server sees what it sent; once. */
  breakOnNextSend(): void;
  close(): Promise<void>;
}

/** `url` has host and port of the server. */
export function createSeverableProxy(url: string): Promise<SeverableProxy>;
