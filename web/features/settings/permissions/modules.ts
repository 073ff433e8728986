// The modules that permissions and sharing know, as the reader calls them.
import { type ListedModule, useModules } from '#web/features/records/modules.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useWords } from '#web/i18n/words.ts';

export type NamedModule = { readonly key: string; readonly label: string };

export type KnownModules = {
  /** Those whose records have owners of their own. */
  readonly main: readonly NamedModule[];
  /** With their parts, such as the lines of quotes. */
  readonly all: readonly NamedModule[];
};

export function useKnownModules(): KnownModules {
  const { language } = useWords(profileWords);
  const listed = useModules().filter(({ retired }) => !retired);
  const named = ({ key, label }: ListedModule): NamedModule => ({ key, label: label[language] });
  return { main: listed.filter(({ partOf }) => partOf === null).map(named), all: listed.map(named) };
}

/** What profiles know beside the modules of records. */
export function useActivityModules(): readonly NamedModule[] {
  const { t } = useWords(profileWords);
  return [
    { key: 'tasks', label: t('tasks') },
    { key: 'calls', label: t('calls') },
  ];
}
