import net from 'node:net';
import tls from 'node:tls';

/**
 * MySQL speaks first: a server that is up sends a greeting with its version.
 * @param {{ host: string, port: number }} address
 * @returns {Promise<string | null>} the version, or null where no MySQL answers
 */
export async function pingMysql({ host, port }, deadlineMs = 2_000) {
  const packet = await exchange({
    host,
    port,
    deadlineMs,
    isComplete: (received) => received.length > 5 && received.includes(0, 5),
  });
  return packet ? readGreeting(packet) : null;
}

/**
 * The version in a handshake packet (protocol 10); null for an error packet or anything else.
 * @param {Buffer} packet
 */
export function readGreeting(packet) {
  const headerLength = 4;
  const protocol = packet[headerLength];
  const end = packet.indexOf(0, headerLength + 1);
  if (protocol !== 10 || end < 0) return null;

  return packet.toString('latin1', headerLength + 1, end);
}

/**
 * @param {URL} url
 * @returns {Promise<boolean>}
 */
export async function pingRedis(url, deadlineMs = 2_000) {
  const credentials = [url.username, url.password].filter(Boolean).map(decodeURIComponent);
  const authentication = credentials.length > 0 ? `AUTH ${credentials.join(' ')}\r\n` : '';
  const reply = await exchange({
    host: url.hostname,
    port: Number(url.port || 6379),
    secure: url.protocol === 'rediss:',
    deadlineMs,
    send: `${authentication}PING\r\n`,
    isComplete: (received) => /PONG\r\n|-[A-Z]+ .*\r\n/.test(received.toString('latin1')),
  });

  return reply?.toString('latin1').includes('PONG') ?? false;
}

/**
 * @param {{ host: string, port: number, secure?: boolean, deadlineMs: number, send?: string, isComplete: (received: Buffer) => boolean }} question
 * @returns {Promise<Buffer | null>}
 */
function exchange({ host, port, secure = false, deadlineMs, send, isComplete }) {
  return new Promise((resolve) => {
    const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port });
    let received = Buffer.alloc(0);
    const finish = (/** @type {Buffer | null} */ answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), deadlineMs);
    socket.once(secure ? 'secureConnect' : 'connect', () => send && socket.write(send));
    socket.on('data', (/** @type {Buffer} */ chunk) => {
      received = Buffer.concat([received, chunk]);
      if (isComplete(received)) finish(received);
    });
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
  });
}
