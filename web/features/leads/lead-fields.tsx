// Everything that is known about a lead, changed where it stands.
import { Title } from '@mantine/core';
import { useRef } from 'react';
import type { Answer } from '#web/api/call.ts';
import { EditableField } from '#web/features/leads/editable-field.tsx';
import { fieldSections } from '#web/features/leads/field-sections.ts';
import classes from '#web/features/leads/lead-page.module.css';
import { leadWords } from '#web/features/leads/lead-words.ts';
import type { Lead } from '#web/features/leads/use-save-field.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { useKey } from '#web/ui/keys.ts';

type LeadFieldsProps = { readonly lead: Lead; readonly fields: Answer<'getModule'>['fields'] };

export function LeadFields({ lead, fields }: LeadFieldsProps) {
  const { t } = useWords(leadWords);
  const mayEdit = may(useMe(), 'records.write');
  const all = useRef<HTMLElement>(null);
  useKey({ key: 'e', says: t('keyEdit') }, () =>
    all.current?.querySelector<HTMLButtonElement>('button[data-field]')?.click(),
  );
  return (
    <section ref={all} className={classes['fields']} aria-label={t('fields')}>
      {fieldSections(fields).map((section) => (
        <div key={section.name}>
          <Title order={2} size="h3" mb={4}>
            {t(section.name)}
          </Title>
          <dl>
            {section.fields.map((field) => (
              <EditableField key={field.key} field={field} lead={lead} mayEdit={mayEdit} />
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
