import { createAccessTokens, type ServiceAccount } from './fcm-access-token.ts';
import { fcmResult, isAccessTokenRefused } from './fcm-answer.ts';
import { fcmMessage } from './fcm-message.ts';
import { createHttpClient } from './http-client.ts';
import { findMessageFault } from './message-limits.ts';
import { type PushSender, refused, tryLater } from './push-sender.ts';

export interface FcmConfig {
  account: ServiceAccount;
  /** Where access tokens come from; Google's is `https://oauth2.googleapis.com`. */
  tokenBaseUrl: string;
  /** Where messages go; Google's is `https://fcm.googleapis.com`. */
  messagesBaseUrl: string;
}

export interface FcmDeps extends FcmConfig {
  now: () => Date;
  deadlineMs?: number;
}

const DEADLINE_MS = 10_000;

/** Sends by Firebase Cloud Messaging's HTTP v1 interface. How many sends run at once is the caller's to bound. */
export const createFcmPushSender = ({
  account,
  tokenBaseUrl,
  messagesBaseUrl,
  now,
  deadlineMs = DEADLINE_MS,
}: FcmDeps): PushSender => {
  const http = createHttpClient();
  const accessTokens = createAccessTokens({ account, tokenBaseUrl, http, deadlineMs, now });
  const url = new URL(`/v1/projects/${encodeURIComponent(account.projectId)}/messages:send`, messagesBaseUrl);

  const postWith = (accessToken: string, body: string) =>
    http.post({
      url,
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${accessToken}` },
      body,
      deadlineMs,
    });

  return {
    async send({ token }, message) {
      const fault = findMessageFault(message);
      if (fault !== null) return refused(fault);

      const accessToken = await accessTokens.get();
      if (typeof accessToken !== 'string') return accessToken;

      const body = JSON.stringify(fcmMessage(token, message, now()));
      let answer = await postWith(accessToken, body);
      if (!('failed' in answer) && isAccessTokenRefused(answer)) {
        accessTokens.forget(accessToken);
        const renewed = await accessTokens.get();
        if (typeof renewed !== 'string') return renewed;

        answer = await postWith(renewed, body);
      }

      return 'failed' in answer ? tryLater(answer.failed) : fcmResult(answer, now());
    },
    close() {
      http.close();

      return Promise.resolve();
    },
  };
};
