import type { Locale } from '@soomcare/http';

import type { DeliveryReason } from './delivery-reasons.ts';
import type { DeliveryState } from './delivery.entity.ts';

type Sentence = Readonly<Record<Locale, string>>;

const states: Readonly<Record<DeliveryState, Sentence>> = {
  claimed: { en: 'The reminder is being sent.', ko: '알림을 보내는 중입니다.' },
  sent: { en: 'The push service has accepted the reminder.', ko: '푸시 서비스가 알림을 받았습니다.' },
  acknowledged: { en: 'The app has shown the reminder.', ko: '앱이 알림을 표시했습니다.' },
  failed: { en: 'The reminder could not be delivered.', ko: '알림을 전달하지 못했습니다.' },
  not_sent: { en: 'No reminder was sent.', ko: '알림을 보내지 않았습니다.' },
  missed_to_send: { en: 'The reminder was not sent in time.', ko: '알림을 제때 보내지 못했습니다.' },
};

const reasons: Readonly<Record<DeliveryReason, Sentence>> = {
  answered: { en: 'The dose had its answer before.', ko: '이미 기록한 복용이었습니다.' },
  cancelled: { en: 'The dose was cancelled.', ko: '취소된 복용이었습니다.' },
  snoozed: { en: 'The dose was snoozed until later.', ko: '나중에 다시 알리도록 미룬 복용이었습니다.' },
  no_device: {
    en: 'No device took notifications: none was registered, or the consent to health data was withdrawn.',
    ko: '알림을 받을 기기가 없었거나, 건강정보 동의가 철회되어 있었습니다.',
  },
  window_passed: {
    en: 'Our service got to it too late for it to be of use.',
    ko: '저희 서비스가 처리했을 때는 알리기에 너무 늦었습니다.',
  },
  provider_unavailable: {
    en: 'The push service was busy or could not be reached.',
    ko: '푸시 서비스가 혼잡하거나 응답하지 않았습니다.',
  },
  provider_refused: { en: 'The push service refused it.', ko: '푸시 서비스가 알림을 거절했습니다.' },
  token_gone: {
    en: 'The device no longer takes notifications of the app: open the app there to register it again.',
    ko: '이 기기는 더 이상 앱의 알림을 받지 않습니다. 그 기기에서 앱을 열면 다시 등록됩니다.',
  },
  interrupted: {
    en: 'Sending was interrupted, so it may have arrived nevertheless.',
    ko: '보내는 도중에 중단되어, 도착했을 수도 있습니다.',
  },
};

/** What became of a reminder and why, for the member and whoever helps them. */
export const explanationOf = (state: DeliveryState, reason: DeliveryReason | null, locale: Locale): string =>
  [states[state], ...(reason === null ? [] : [reasons[reason]])]
    .map((sentence) => sentence[locale])
    .join(' ');
