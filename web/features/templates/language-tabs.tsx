// In which languages a template is written, and which of them is being written.
import { Button, CloseButton, Group, Input, Menu, SegmentedControl, Text } from '@mantine/core';
import { templateLanguages } from '#core/message/template-languages.ts';
import { type Editing, emptyContent } from '#web/features/templates/editing.ts';
import { type Language, nameOfLanguage } from '#web/features/templates/in-language.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

type LanguageTabsProps = {
  readonly editing: Editing;
  /** Null: the content for all others. */
  readonly language: Language | null;
  readonly onChange: (language: Language | null) => void;
};

const OTHERS = '';

export function LanguageTabs({ editing, language, onChange }: LanguageTabsProps) {
  const { t, language: reader } = useWords(templatesWords);
  const { template, change, isReadOnly } = editing;
  const { variants } = template;
  const chosen = variants.find((variant) => variant.language === language)?.language ?? null;
  const name = chosen === null ? '' : nameOfLanguage(chosen, reader);
  const remove = async () => {
    const question = {
      title: t('removeLanguage', { language: name }),
      text: t('removeLanguageText', { language: name }),
    };
    if (!(await confirm({ ...question, yes: question.title, kind: 'destructive' }))) return;
    change({ variants: variants.filter((variant) => variant.language !== chosen) });
    onChange(null);
  };
  return (
    <Input.Wrapper
      label={t('languages')}
      labelElement="div"
      description={variants.length > 0 ? t('languagesHint') : null}
    >
      <Group gap="xs" mt={4}>
        {variants.length === 0 ? null : (
          <SegmentedControl
            size="xs"
            aria-label={t('languages')}
            value={chosen ?? OTHERS}
            onChange={(value) => onChange(variants.find((one) => one.language === value)?.language ?? null)}
            data={[
              { value: OTHERS, label: t('allOthers') },
              ...variants.map((one) => ({ value: one.language, label: nameOfLanguage(one.language, reader) })),
            ]}
          />
        )}
        {chosen === null || isReadOnly ? null : (
          <CloseButton size="sm" aria-label={t('removeLanguage', { language: name })} onClick={() => void remove()} />
        )}
        {isReadOnly ? null : <AddLanguage editing={editing} onAdded={onChange} />}
      </Group>
    </Input.Wrapper>
  );
}

type AddLanguageProps = { readonly editing: Editing; readonly onAdded: (language: Language) => void };

/** Begins as a copy of what all others get, to be translated. */
function AddLanguage({ editing: { template, change }, onAdded }: AddLanguageProps) {
  const { t, language: reader } = useWords(templatesWords);
  const { variants, subject, html, text, mjml } = template;
  const left = templateLanguages.filter(({ tag }) => variants.every(({ language }) => language !== tag));
  const add = (language: Language) => {
    change({ variants: [...variants, { ...emptyContent, language, subject, html, text, mjml }] });
    onAdded(language);
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-xs" variant="subtle">
          {t('addLanguage')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {left.map((one) => (
          <Menu.Item key={one.tag} onClick={() => add(one.tag)}>
            {one[reader]}
            <Text span c="dimmed" size="xs" ml="xs" lang={one.tag}>
              {one.own}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
