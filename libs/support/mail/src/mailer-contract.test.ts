import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from './create-mailer.ts';
import { createDiskMailer } from './disk-mailer.ts';
import { type Mail, MailFailed, type Mailer } from './mailer.ts';

const from = '숨케어 <no-reply@soomcare.example>';

const aMail = (fields: Partial<Mail> = {}): Mail => ({
  to: 'member@example.com',
  subject: '이메일 주소를 확인해 주세요',
  text: '안녕하세요.\n아래 주소를 눌러 주세요: https://soomcare.example/confirm?token=abc\n.\n끝',
  messageId: '01890000-0000-7000-8000-000000000001',
  ...fields,
});

/** A back end and what arrived in it, oldest first. */
interface Bench {
  mailer: Mailer;
  arrived(): Promise<string[]>;
  close(): Promise<void>;
}

const openSmtp = async (): Promise<Bench & { refuse(code: number): void; port: number }> => {
  const arrived: string[] = [];
  let refusal: number | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      callback(refusal === undefined ? null : Object.assign(new Error('no'), { responseCode: refusal }));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        arrived.push(Buffer.concat(chunks).toString('utf8'));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from });

  return {
    mailer,
    port,
    arrived: () => Promise.resolve(arrived),
    refuse(code) {
      refusal = code;
    },
    close: async () => {
      await mailer.close();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
};

const openDisk = async (): Promise<Bench & { folder: string }> => {
  const folder = join(await mkdtemp(join(tmpdir(), 'soomcare-mail-')), 'box');
  let time = 0;
  const mailer = createDiskMailer({ folder, from, now: () => new Date((time += 1_000)) });

  return {
    mailer,
    folder,
    arrived: async () => {
      const names = (await readdir(folder).catch(() => [])).toSorted();

      return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    },
    close: async () => {
      await mailer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

describe.each<[string, () => Promise<Bench>]>([
  ['smtp', openSmtp],
  ['disk', openDisk],
])('%s', (_name, open) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());

  const only = async () => {
    const [source, ...rest] = await bench.arrived();
    if (source === undefined || rest.length > 0) throw new Error(`${rest.length + 1} mails are not one`);

    return { source, mail: await PostalMime.parse(source) };
  };

  test('a Korean subject and text arrive unharmed, with sender, recipient and date', async () => {
    await bench.mailer.send(aMail());
    const { mail } = await only();

    expect(mail.subject).toBe(aMail().subject);
    expect(mail.text?.trim()).toBe(aMail().text);
    expect(mail.to).toMatchObject([{ address: 'member@example.com' }]);
    expect(mail.from).toMatchObject({ name: '숨케어', address: 'no-reply@soomcare.example' });
    expect(Number.isNaN(Date.parse(mail.date ?? ''))).toBe(false);
  });

  test('text and HTML arrive as two forms of one mail', async () => {
    await bench.mailer.send(aMail({ html: '<p>눌러 주세요</p>' }));
    const { mail } = await only();

    expect(mail.text?.trim()).toBe(aMail().text);
    expect(mail.html?.trim()).toBe('<p>눌러 주세요</p>');
  });

  test('the same mail sent twice can be recognised by its Message-ID', async () => {
    await bench.mailer.send(aMail());
    await bench.mailer.send(aMail());
    const mails = await Promise.all((await bench.arrived()).map((source) => PostalMime.parse(source)));

    expect(mails.map(({ messageId }) => messageId)).toEqual([
      `<${aMail().messageId}@soomcare.example>`,
      `<${aMail().messageId}@soomcare.example>`,
    ]);
  });

  test('a mail says that a program wrote it', async () => {
    await bench.mailer.send(aMail());

    expect((await only()).source).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  });

  test.each<[string, Partial<Mail>]>([
    ['a line break in the address', { to: 'a@example.com\r\nBcc: x@example.com' }],
    ['two addresses', { to: 'a@example.com, b@example.com' }],
    ['a name before the address', { to: 'A <a@example.com>' }],
    ['an address without a domain', { to: 'a@' }],
    ['a line break in the subject', { subject: 'Hello\r\nBcc: x@example.com' }],
    ['a lone line feed in the subject', { subject: 'Hello\nX-Header: 1' }],
    ['a line break in the id', { messageId: 'a>\r\nBcc: x@example.com' }],
    ['an empty id', { messageId: '' }],
    ['an id that leads elsewhere', { messageId: '../../etc/x' }],
  ])('%s is refused for good, and nothing is sent', async (_kind, fields) => {
    await expect(bench.mailer.send(aMail(fields))).rejects.toMatchObject({
      name: 'MailFailed',
      permanent: true,
    });

    expect(await bench.arrived()).toEqual([]);
  });

  test('a line break in the text makes no header', async () => {
    await bench.mailer.send(aMail({ text: 'x\r\n\r\nBcc: x@example.com' }));
    const { mail } = await only();

    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.to).toHaveLength(1);
  });

  test('a mailer that can send says so', async () => {
    await expect(bench.mailer.ping()).resolves.toBeUndefined();
  });
});

describe('smtp alone', () => {
  test('a refused connection is a failure that may pass', async () => {
    const bench = await openSmtp();
    await bench.close();
    const mailer = createMailer({ url: `smtp://127.0.0.1:${bench.port}`, from });

    await expect(mailer.send(aMail())).rejects.toMatchObject({ name: 'MailFailed', permanent: false });
    await expect(mailer.ping()).rejects.toBeInstanceOf(MailFailed);
    await mailer.close();
  });

  test.each([
    [450, false],
    [550, true],
  ])('an answer of %i is permanent: %s, and the error names no address', async (code, permanent) => {
    const bench = await openSmtp();
    bench.refuse(code);
    const failure: unknown = await bench.mailer.send(aMail()).catch((error: unknown) => error);

    expect(failure).toMatchObject({ permanent, code: `EENVELOPE ${code}` });
    expect(String(failure)).not.toContain('member@');
    await bench.close();
  });
});

describe('disk alone', () => {
  test('a mail is one file that only its owner may read, named by time and id', async () => {
    const bench = await openDisk();
    await bench.mailer.send(aMail());
    const [name = ''] = await readdir(bench.folder);

    expect(name).toBe(`1970-01-01T00-00-01-000Z-${aMail().messageId}.eml`);
    expect((await stat(join(bench.folder, name))).mode & 0o777).toBe(0o600);
    await bench.close();
  });

  test('a folder that cannot be made is a failure that may pass', async () => {
    const mailer = createDiskMailer({ folder: '/dev/null/mail', from });

    await expect(mailer.ping()).rejects.toMatchObject({ name: 'MailFailed', permanent: false });
    await expect(mailer.send(aMail())).rejects.toMatchObject({ name: 'MailFailed', permanent: false });
  });
});

test('a mail URL of another kind makes no mailer', () => {
  expect(() => createMailer({ url: 'sendmail', from })).toThrow(RangeError);
});
