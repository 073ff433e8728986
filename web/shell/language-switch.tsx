import { SegmentedControl } from '@mantine/core';
import type { Language } from '#contract/errors.ts';
import { useWords } from '#web/i18n/words.ts';
import { shellWords } from '#web/shell/words.ts';

/** Each language under its own name, so that whoever can't read this one finds theirs. */
export const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh', label: '简体中文' },
] as const satisfies readonly { readonly value: Language; readonly label: string }[];

type LanguageSwitchProps = {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
};

export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const { t } = useWords(shellWords);
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('language')}
      value={language}
      onChange={onChange}
      data={[...languages]}
    />
  );
}
