import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import 'dayjs/locale/ko';
import './app/global.css';

import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';

import { createApi, type Session } from './api/api.ts';
import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { createTranslations } from './i18n/language.ts';
import { createIdleWatch } from './session/idle-watch.ts';
import { sessionKey } from './session/end-session.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// The scroll lock below Mantine's dialogs looks for its nonce under this name.
Object.assign(window, { __webpack_nonce__: nonce });

const translations = createTranslations();
const queries = createQueryClient();
const idleWatch = createIdleWatch(queries);
const api = createApi({
  csrfToken: () => queries.getQueryData<Session | null>(sessionKey)?.csrfToken ?? null,
  language: () => translations.language,
  onAnswer: idleWatch.answered,
});

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <App api={api} queries={queries} translations={translations} nonce={nonce} />
  </StrictMode>,
);
