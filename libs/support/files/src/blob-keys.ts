/** Where the blobs of a file lie. */
export const blobKeysOf = (blobKey: string) => ({
  /** What a client put there itself: never served. */
  quarantine: `quarantine/${blobKey}`,
  full: `pictures/${blobKey}`,
  thumbnail: `thumbnails/${blobKey}`,
});
