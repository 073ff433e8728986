// Everything that is wrong with the draft; each leads to its place.
import { Text, UnstyledButton } from '@mantine/core';
import { ExclamationCircleIcon, LightBulbIcon } from '@heroicons/react/16/solid';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/problem-list.module.css';
import { findFollowUp } from '#web/features/cadences/builder/draft.ts';
import { useTitles } from '#web/features/cadences/builder/use-titles.ts';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function ProblemList({ onGone }: { readonly onGone: () => void }) {
  const { t } = useWords(builderWords);
  const { problems, goTo } = useBuilder();
  if (problems === null || problems.length === 0) {
    return (
      <Text p="md" c="dimmed">
        {t('noProblemsText')}
      </Text>
    );
  }
  return (
    <ul className={classes['list']} aria-label={t('problems')}>
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.code} ${problem.message}`}>
          <UnstyledButton
            className={classes['problem']}
            onClick={() => {
              onGone();
              goTo(problem.path);
            }}
          >
            <Sign severity={problem.severity} />
            <span>
              <Text span size="xs" c="dimmed" display="block">
                <PlaceOf path={problem.path} />
              </Text>
              {problem.message}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function Sign({ severity }: Pick<ToldProblem, 'severity'>) {
  const { t } = useWords(builderWords);
  const Icon = severity === 'error' ? ExclamationCircleIcon : LightBulbIcon;
  return <Icon width={16} className={classes[severity]} role="img" aria-label={t(severity)} />;
}

/** Where it is, as the page calls it. */
function PlaceOf({ path }: { readonly path: string }) {
  const { t } = useWords(builderWords);
  const { draft } = useBuilder();
  const title = useTitles();
  const [part, id] = path.split('/');
  if (part === 'unenroll') return t('tabRules');
  const followUp = part === 'followUps' && id !== undefined ? findFollowUp(draft.file, id) : null;
  return followUp === null ? t('tabCadence') : title(followUp);
}
