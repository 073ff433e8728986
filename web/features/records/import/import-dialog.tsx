// Brings in records from a file (I-1): choose it, say which column is what, see what would become of its rows and what unknown
// cells mean, let it run, read what came of it.
import { useState } from 'react';
import { ChooseFile } from '#web/features/records/import/choose-file.tsx';
import { ImportForm } from '#web/features/records/import/import-form.tsx';
import { ImportReview } from '#web/features/records/import/import-review.tsx';
import { ImportRun } from '#web/features/records/import/import-run.tsx';
import {
  type File,
  type Module,
  type Settings,
  type Tried,
  withSuggestions,
} from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';

type ImportDialogProps = {
  readonly module: Module;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

type Step =
  | { readonly at: 'file' }
  | { readonly at: 'columns'; readonly file: File; readonly settings: Settings }
  | { readonly at: 'review'; readonly file: File; readonly settings: Settings; readonly tried: Tried }
  | { readonly at: 'run'; readonly id: string };

export function ImportDialog({ isOpen, ...props }: ImportDialogProps) {
  const { t, language } = useWords(importWords);
  const title = t('title', { module: props.module.label[language] });
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="xl" title={title} isKept>
      <Steps {...props} />
    </Dialog>
  );
}

function Steps({ module, onClose }: Omit<ImportDialogProps, 'isOpen'>) {
  const [step, setStep] = useState<Step>({ at: 'file' });
  switch (step.at) {
    case 'file':
      return (
        <ChooseFile
          module={module}
          onCancel={onClose}
          onChosen={(file) => setStep({ at: 'columns', file, settings: file.settings })}
        />
      );
    case 'columns':
      return (
        <ImportForm
          {...step}
          module={module}
          onChange={(settings) => setStep({ ...step, settings })}
          onBack={() => setStep({ at: 'file' })}
          onTried={(tried) => {
            const settings = withSuggestions(step.settings, tried.unknown);
            setStep({ ...step, at: 'review', tried, settings });
          }}
        />
      );
    case 'review':
      return (
        <ImportReview
          {...step}
          module={module}
          onChange={(settings) => setStep({ ...step, settings })}
          onTried={(tried) => setStep({ ...step, tried })}
          onBack={() => setStep({ at: 'columns', file: step.file, settings: step.settings })}
          onStarted={() => setStep({ at: 'run', id: step.file.id })}
        />
      );
    case 'run':
      return <ImportRun id={step.id} onClose={onClose} />;
  }
}
