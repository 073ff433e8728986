// Signing in by an identity provider, beside mail address and password.
import { Button, Divider } from '@mantine/core';
import { useAct, useRead } from '#web/api/hooks.ts';
import { keepNext } from '#web/features/sign-in/kept-next.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** `next`: where to go when they are back. */
export function SingleSignOnButtons({ next }: { readonly next: string }) {
  const { t } = useWords(signInWords);
  const ways = useRead('listSignInWays').data?.items ?? [];
  const begin = useAct('beginSingleSignOn', {
    onDone: ({ url }) => {
      keepNext(next);
      window.location.assign(url);
    },
  });
  if (ways.length === 0) return null;
  return (
    <>
      <Divider label={t('or')} />
      {ways.map(({ id, label }) => (
        <Button
          key={id}
          variant="default"
          size="sm"
          fullWidth
          loading={begin.isPending}
          onClick={() => begin.mutate({ params: { id } })}
        >
          {label}
        </Button>
      ))}
    </>
  );
}
