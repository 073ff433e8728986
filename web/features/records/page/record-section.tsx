import { Group, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from '#web/features/records/page/record-page.module.css';

type RecordSectionProps = {
  readonly title: string;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A part of the lead's page under a heading. */
export function RecordSection({ title, actions, children }: RecordSectionProps) {
  const heading = useId();
  return (
    <section className={classes['section']} aria-labelledby={heading}>
      <div className={classes['heading']}>
        <Title order={2} size="h3" id={heading}>
          {title}
        </Title>
        <Group gap="xs">{actions}</Group>
      </div>
      {children}
    </section>
  );
}
