// A profile as somebody edits it, and what happens when somebody else was faster.
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { areSame, type Permissions, type Profile } from '#web/features/settings/permissions/edit-permissions.ts';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { profileRefreshes } from '#web/features/settings/permissions/profile-acts.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';

export type ProfileDraft = {
  readonly name: string;
  readonly permissions: Permissions;
  readonly hasChanges: boolean;
  readonly isSaving: boolean;
  /** Whether somebody else has saved it since it was read here. */
  readonly isStale: boolean;
  readonly nameProblem: string | null;
  rename(name: string): void;
  change(permissions: Permissions): void;
  save(): void;
  resolve(whose: 'theirs' | 'ours'): void;
};

type Given = { readonly profile: Profile; readonly onStale: () => void };

/** `profile` is the newest that is known. */
export function useProfileDraft({ profile, onStale }: Given): ProfileDraft {
  const { t } = useWords(profileWords);
  const [seen, setSeen] = useState(profile);
  const [name, setName] = useState(profile.name);
  const [permissions, setPermissions] = useState<Permissions>(profile.permissions);
  const nameProblem = useNameProblem();
  const hasChanges = name !== seen.name || !areSame(permissions, seen.permissions);
  useUnsavedGuard(hasChanges);
  const show = (shown: Profile) => {
    setSeen(shown);
    setName(shown.name);
    setPermissions(shown.permissions);
  };
  const save = useAct('updateProfile', {
    refreshes: profileRefreshes,
    onDone: (saved) => {
      show(saved);
      toastDone(t('saved', { name: saved.name }));
    },
    onProblem: (problem) => {
      if (problem.code === 'stale') onStale();
      else nameProblem.onProblem(problem);
    },
  });
  return {
    name,
    permissions,
    hasChanges,
    isSaving: save.isPending,
    isStale: profile.revision > seen.revision,
    nameProblem: nameProblem.says,
    rename: (wanted) => {
      setName(wanted);
      nameProblem.say(null);
    },
    change: setPermissions,
    save: () => {
      if (name.trim() === '') nameProblem.say(t('nameMissing'));
      else save.mutate({ params: { id: seen.id }, body: { name: name.trim(), permissions, revision: seen.revision } });
    },
    resolve: (whose) => (whose === 'theirs' ? show(profile) : setSeen(profile)),
  };
}
