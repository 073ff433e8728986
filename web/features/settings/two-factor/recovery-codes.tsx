import { ShownOnce } from '#web/features/settings/shown-once.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';

type RecoveryCodesProps = { readonly codes: readonly string[]; readonly onClose: () => void };

export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const { t } = useWords(twoFactorWords);
  return (
    <ShownOnce
      name={t('recoveryCodes')}
      text={codes.join('\n')}
      hint={t('recoveryText')}
      fileName={t('fileName')}
      onClose={onClose}
    />
  );
}
