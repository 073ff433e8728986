// One web form: where it stands, what it is, and the answers that wait for a person.
import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { FORM_MODULE } from '#core/web-forms/web-form.ts';
import { useRead } from '#web/api/hooks.ts';
import type { Module } from '#web/features/records/module.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { Facts } from '#web/features/settings/facts.tsx';
import { embedCode } from '#web/features/settings/web-forms/embed-code.ts';
import { HeldAnswers } from '#web/features/settings/web-forms/held-answers.tsx';
import { WebFormActions } from '#web/features/settings/web-forms/web-form-actions.tsx';
import { WebFormProblem, WebFormState } from '#web/features/settings/web-forms/web-form-state.tsx';
import type { WebForm } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { AddressToCopy, CopyText } from '#web/ui/copy-text.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';

export function WebFormPage() {
  const { t } = useWords(generalWords);
  const { webFormId } = useParams({ from: paths.settingsWebForm });
  const list = useRead('listWebForms');
  const leads = useRead('getModule', { params: { module: FORM_MODULE } });
  const form = list.data?.items.find(({ id }) => id === webFormId);
  return (
    <AdministratorFrame
      part="webForms"
      {...(form === undefined ? {} : { item: form.name, actions: <WebFormActions form={form} /> })}
    >
      <Loaded of={list}>
        {() =>
          form === undefined ? (
            <Empty title={t('notFoundTitle')} text={t('notFoundText')} />
          ) : (
            <Loaded of={leads}>{({ fields }) => <Content form={form} fields={fields} />}</Loaded>
          )
        }
      </Loaded>
    </AdministratorFrame>
  );
}

type ContentProps = { readonly form: WebForm /** Of leads. */; readonly fields: Module['fields'] };

function Content({ form, fields }: ContentProps) {
  const { t } = useWords(webFormWords);
  return (
    <Stack gap="xl">
      <WebFormProblem form={form} />
      <Stack gap="sm" maw="44rem">
        <WebFormState form={form} />
        <Address url={form.url} />
        <AddressToCopy label={t('embed')} hint={t('embedHint')} address={embedCode(form)} />
        {form.sites.length === 0 ? <Alert color="yellow">{t('noSites')}</Alert> : null}
      </Stack>
      <FormFacts form={form} fields={fields} />
      <Stack gap="sm" maw="44rem">
        <Title order={2}>{t('waiting')}</Title>
        <Text size="sm" c="dimmed">
          {t('waitingText')}
        </Text>
        <HeldAnswers form={form} fields={fields} />
      </Stack>
    </Stack>
  );
}

/** Where one can look at it oneself. */
function Address({ url }: { readonly url: string }) {
  const { t } = useWords(webFormWords);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('address')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('addressHint')}
      </Text>
      <Group wrap="nowrap">
        <Anchor
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          size="sm"
          flex={1}
          style={{ overflowWrap: 'anywhere' }}
        >
          {url}
        </Anchor>
        <CopyText text={url} size="compact-sm" />
      </Group>
    </Stack>
  );
}

const checks = {
  'false-false': 'atOnce',
  'true-false': 'afterConfirmed',
  'false-true': 'afterReviewed',
  'true-true': 'afterBoth',
} as const;

function FormFacts({ form, fields }: ContentProps) {
  const { t, language } = useWords(webFormWords);
  const format = useFormat();
  const { owner, sites, reviewed, confirmed, taken, createdBy } = form;
  const asked = form.fields.map(({ field: key, required }) => {
    const field = fields.find((one) => one.key === key)?.label[language] ?? key;
    return required ? t('isRequired', { field }) : field;
  });
  const when = checks[`${confirmed}-${reviewed}`];
  return (
    <Facts
      facts={[
        [t('owner'), owner.name],
        [t('language'), t(form.language)],
        [t('fields'), format.list(asked)],
        [t('sites'), sites.length === 0 ? t('noSite') : format.list(sites)],
        [t('becomesLead'), t(when)],
        [t('taken'), format.number(taken)],
        [t('madeBy'), createdBy.name],
      ]}
    />
  );
}
