import { expect, test } from 'vitest';
import { formatDeb822, parseDeb822, parseOneLine, pickMainArchive } from './apt-sources.js';

const deb822 = `Types: deb
# a comment inside a stanza
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
`;

test('a deb822 file gives a source for each stanza', () => {
  expect(parseDeb822(deb822)).toEqual([
    {
      uris: ['http://mirror.example/debian'],
      suites: ['bookworm', 'bookworm-updates'],
      components: ['main', 'contrib'],
      signedBy: '/usr/share/keyrings/archive.gpg',
    },
    {
      uris: ['http://mirror.example/debian-security'],
      suites: ['bookworm-security'],
      components: ['main'],
    },
  ]);
});

test('a disabled stanza and a source-only stanza are passed over', () => {
  const text =
    'Types: deb\nURIs: http://a\nSuites: x\nComponents: main\nEnabled: no\n\nTypes: deb-src\nURIs: http://b\n';

  expect(parseDeb822(text)).toEqual([]);
});

test('a key inside a stanza survives with its line breaks', () => {
  const text =
    'Types: deb\nURIs: http://a\nSuites: bookworm\nComponents: main\nSigned-By:\n -----BEGIN\n .\n abc\n';
  const source = pickMainArchive(parseDeb822(text), 'bookworm');

  expect(source.signedBy).toBe('\n -----BEGIN\n .\n abc');
  expect(formatDeb822(source, 'unstable')).toContain(
    'Suites: unstable\nComponents: main\nSigned-By: \n -----BEGIN',
  );
});

test('a one-line file gives a source for each deb line, with its options', () => {
  const text = `# comment
deb [arch=amd64 signed-by=/keys/a.gpg] http://mirror.example/ubuntu noble main universe # trailing
deb-src http://mirror.example/ubuntu noble main
deb http://mirror.example/ubuntu noble-updates main`;

  expect(parseOneLine(text)).toEqual([
    {
      uris: ['http://mirror.example/ubuntu'],
      suites: ['noble'],
      components: ['main', 'universe'],
      signedBy: '/keys/a.gpg',
    },
    { uris: ['http://mirror.example/ubuntu'], suites: ['noble-updates'], components: ['main'] },
  ]);
});

test('the main archive is the one of the release, not a security line, a disc or a foreign repository', () => {
  const sources = [
    { uris: ['cdrom:[Debian]/'], suites: ['bookworm'], components: ['main'] },
    { uris: ['http://foreign.example'], suites: ['nodistro'], components: ['main'] },
    ...parseDeb822(deb822).reverse(),
  ];

  expect(pickMainArchive(sources, 'bookworm').uris).toEqual(['http://mirror.example/debian']);
});

test('a machine without a main archive is told what to do instead', () => {
  expect(() => pickMainArchive([], 'bookworm')).toThrow(/set DATABASE_URL and REDIS_URL/);
});
