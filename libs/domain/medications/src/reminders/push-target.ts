export type Language = 'ko' | 'en';

/** A device that takes pushes, as identity knows it; handed in by the app. */
export interface PushTarget {
  readonly deviceId: string;
  readonly kind: 'fcm' | 'web';
  readonly token: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Whom a push is about where the device is their guardian's. */
  readonly childNickname?: string;
}

/** What reminding needs of the members' devices. */
export interface PushDevices {
  /** By member; those without a device are left out. */
  pushTargetsOf(memberIds: readonly string[]): Promise<ReadonlyMap<string, readonly PushTarget[]>>;
  /** Of members who read in the inbox what no device shows. */
  languagesOf(memberIds: readonly string[]): Promise<ReadonlyMap<string, Language>>;
  /** For a token that its provider no longer knows. */
  forgetPushToken(memberId: string, deviceId: string, token: string): Promise<void>;
}
