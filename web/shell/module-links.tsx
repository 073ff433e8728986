import { UnstyledButton } from '@mantine/core';
import { EllipsisHorizontalIcon } from '@heroicons/react/20/solid';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ListedModule } from '#web/features/records/modules.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { iconOf, useRecordModules } from '#web/shell/record-modules.ts';
import classes from '#web/shell/shell.module.css';
import { MenuButton } from '#web/ui/menu-button.tsx';

type ModuleLinksProps = { readonly onGo: () => void };

/** One that is behind “More” stands there too while it is open. */
export function ModuleLinks({ onGo }: ModuleLinksProps) {
  const { first, others } = useRecordModules();
  const { module: open } = useParams({ strict: false });
  return (
    <>
      {[...first, ...others.filter(({ key }) => key === open)].map((module) => (
        <ModuleLink key={module.key} module={module} onGo={onGo} />
      ))}
      <More modules={others} onGo={onGo} />
    </>
  );
}

function ModuleLink({ module, onGo }: ModuleLinksProps & { readonly module: ListedModule }) {
  const { language } = useWords(generalWords);
  const Icon = iconOf(module);
  return (
    <Link
      to={paths.records}
      params={{ module: module.key }}
      onClick={onGo}
      className={classes['link']}
      activeProps={{ 'data-active': true, 'aria-current': 'page' }}
    >
      <Icon width={18} aria-hidden />
      {module.label[language]}
    </Link>
  );
}

function More({ modules, onGo }: ModuleLinksProps & { readonly modules: readonly ListedModule[] }) {
  const { t, language } = useWords(generalWords);
  const navigate = useNavigate();
  if (modules.length === 0) return null;
  return (
    <MenuButton
      button={
        <UnstyledButton className={classes['link']}>
          <EllipsisHorizontalIcon width={18} aria-hidden />
          {t('more')}
        </UnstyledButton>
      }
      entries={modules.map((module) => ({
        text: module.label[language],
        icon: iconOf(module),
        onClick: () => {
          onGo();
          void navigate({ to: paths.records, params: { module: module.key }, search: {} });
        },
      }))}
    />
  );
}
