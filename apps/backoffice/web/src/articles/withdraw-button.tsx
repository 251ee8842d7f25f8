import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Article } from '../api/api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { useWithdrawArticle } from './use-articles.ts';

export const WithdrawButton = ({ article }: { article: Article }) => {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const withdraw = useWithdrawArticle(article);
  const close = () => setIsOpen(false);

  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('articles.withdraw')}
      </Button>
      <Dialog title={t('articles.withdrawTitle')} opened={isOpen} onClose={close}>
        <Stack>
          <Text>{t('articles.withdrawText')}</Text>
          <DialogFoot
            step={withdraw}
            confirm={t('articles.withdraw')}
            onCancel={close}
            onConfirm={() => withdraw.mutate()}
          />
        </Stack>
      </Dialog>
    </>
  );
};
