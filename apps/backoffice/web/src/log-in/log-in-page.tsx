import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { expiredKey } from '../session/end-session.ts';
import { Preferences } from '../shell/preferences.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { useTitle } from '../ui/use-title.ts';
import { BreathArt } from './breath-art.tsx';
import { CodeForm } from './code-form.tsx';
import styles from './log-in-page.module.css';
import { PasswordForm } from './password-form.tsx';

export const LogInPage = () => {
  const { t } = useTranslation();
  const [challenge, setChallenge] = useState<string | null>(null);
  const { data: hasExpired } = useQuery({ queryKey: expiredKey, queryFn: () => false, enabled: false });
  useTitle(t('logIn.title'));

  return (
    <main className={styles.page}>
      <div className={styles.art}>
        <BreathArt />
        <p className={styles.tagline}>{t('brand.tagline')}</p>
      </div>
      <div className={styles.main}>
        <div className={styles.top}>
          <Preferences />
        </div>
        <div className={styles.form}>
          <div className={styles.brand}>
            <BrandMark size={40} />
            <span>
              {t('brand.name')} {t('brand.desk')}
            </span>
          </div>
          <Title order={1}>{t(challenge ? 'logIn.codeTitle' : 'logIn.title')}</Title>
          <Text c="dimmed" mb="lg">
            {t(challenge ? 'logIn.codeIntro' : 'logIn.intro')}
          </Text>
          {hasExpired && !challenge && (
            <Text role="status" size="sm" className={styles.ended}>
              {t('logIn.expired')}
            </Text>
          )}
          {challenge ? (
            <CodeForm challenge={challenge} onBack={() => setChallenge(null)} />
          ) : (
            <PasswordForm onChallenge={setChallenge} />
          )}
          <Text size="sm" c="dimmed" mt="xl">
            {t('logIn.note')}
          </Text>
        </div>
      </div>
    </main>
  );
};
