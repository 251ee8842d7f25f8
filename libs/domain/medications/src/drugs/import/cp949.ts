// Node's decoder for Korean (ICU) knows the 2,350 syllables of KS X 1001 only. CP949 puts the other 8,822, in the order
// of Unicode, into the gaps: pairs whose first byte is below 0xA1, or whose second one is.
const FIRST_LEAD = 0x81;
const FIRST_KS_BYTE = 0xa1;
const FIRST_SYLLABLE = 0xac00;
const SYLLABLES = 11_172;
const KS_LEADS = { first: 0xb0, last: 0xc8 };
const LAST_TRAIL = 0xfe;

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Second bytes in their order; the last of them, from 0xA1 on, only follow a first byte below 0xA1. */
const trails = [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0x81, LAST_TRAIL)];
const trailsBelowKs = trails.filter((trail) => trail < FIRST_KS_BYTE).length;
const leadsBelowKs = FIRST_KS_BYTE - FIRST_LEAD;

const ksDecoder = new TextDecoder('euc-kr');

const ksSyllables = () => {
  const pairs = range(KS_LEADS.first, KS_LEADS.last).flatMap((lead) =>
    range(FIRST_KS_BYTE, LAST_TRAIL).flatMap((trail) => [lead, trail]),
  );
  return new Set(ksDecoder.decode(Uint8Array.from(pairs)));
};

const otherSyllables = (): string[] => {
  const known = ksSyllables();
  return range(FIRST_SYLLABLE, FIRST_SYLLABLE + SYLLABLES - 1)
    .map((code) => String.fromCharCode(code))
    .filter((syllable) => !known.has(syllable));
};

const placeOf = (lead: number, trail: number): number => {
  const place = trails.indexOf(trail);
  if (lead < FIRST_KS_BYTE) return (lead - FIRST_LEAD) * trails.length + place;

  return leadsBelowKs * trails.length + (lead - FIRST_KS_BYTE) * trailsBelowKs + place;
};

/** The text of bytes in CP949 (Windows code page 949, also called UHC). */
export const decodeCp949 = (bytes: Uint8Array): string => {
  const others = otherSyllables();
  let text = '';
  let decoded = 0;

  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    const isPair = lead >= FIRST_LEAD;
    if (isPair && (lead < FIRST_KS_BYTE || trail < FIRST_KS_BYTE) && trails.includes(trail)) {
      text += ksDecoder.decode(bytes.subarray(decoded, at)) + (others[placeOf(lead, trail)] ?? '\ufffd');
      decoded = at + 2;
    }
    at += isPair ? 2 : 1;
  }
  return text + ksDecoder.decode(bytes.subarray(decoded));
};
