import { buffer } from 'node:stream/consumers';

import { fromBufferPromise } from 'yauzl';

/** What is in a zip file: texts by their paths. */
export const unzip = async (bytes: Buffer): Promise<Record<string, string>> => {
  const zip = await fromBufferPromise(bytes);
  const files: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    files[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  }
  return files;
};
