// What a webhook is called, where it leads, and what it tells of.
import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { EventsChoice } from '#web/features/settings/webhooks/events-choice.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

export type WebhookWish = { readonly name: string; readonly url: string; readonly events: readonly string[] };

type WebhookFormProps = {
  readonly start: WebhookWish;
  /** What its button does. */
  readonly yes: string;
  readonly problem: ApiProblem | null;
  readonly isPending: boolean;
  readonly onSave: (wish: WebhookWish) => void;
  readonly onCancel: () => void;
};

export function WebhookForm({ start, yes, problem, isPending, onSave, onCancel }: WebhookFormProps) {
  const { t } = useWords(webhookWords);
  const [name, setName] = useState(start.name);
  const [url, setUrl] = useState(start.url);
  const [events, setEvents] = useState(start.events);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave({ name: name.trim(), url: url.trim(), events });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="url"
          label={t('url')}
          description={t('urlHint')}
          placeholder="https://"
          required
          maxLength={2_000}
          error={problem?.byField('body')['url'] ?? problem?.message}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <EventsChoice chosen={events} onChange={setEvents} />
        <DialogButtons onCancel={onCancel}>
          <Button
            type="submit"
            disabled={name.trim() === '' || url.trim() === '' || events.length === 0}
            loading={isPending}
          >
            {yes}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
