import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { useState } from 'react';

import { type Api, ApiProvider } from '../api/api.ts';
import { useLanguage } from '../i18n/language.ts';
import { createAppRouter } from './router.tsx';
import { theme } from './theme.ts';

interface AppProps {
  api: Api;
  queries: QueryClient;
  translations: i18n;
  nonce: string;
}

export const App = ({ api, queries, translations, nonce }: AppProps) => {
  const [schemes] = useState(() => localStorageColorSchemeManager());

  return (
    <I18nextProvider i18n={translations}>
      <QueryClientProvider client={queries}>
        <ApiProvider value={api}>
          <MantineProvider
            theme={theme}
            colorSchemeManager={schemes}
            defaultColorScheme="auto"
            getStyleNonce={() => nonce}
          >
            <Pages />
          </MantineProvider>
        </ApiProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
};

const Pages = () => {
  const [router] = useState(createAppRouter);
  const { language } = useLanguage();

  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 0, weekendDays: [0] }}>
      <RouterProvider router={router} />
    </DatesProvider>
  );
};
