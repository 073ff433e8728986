// A part of the settings that only administrators see; whoever else comes here learns why.
import { SettingsFrame, type SettingsFrameProps } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Empty } from '#web/ui/states.tsx';

export function AdministratorFrame(props: SettingsFrameProps) {
  const { t } = useWords(settingsWords);
  if (may(useMe(), 'admin')) return <SettingsFrame {...props} />;
  return (
    <SettingsFrame part={props.part}>
      <Empty title={t(props.part)} text={t('forAdministrators')} />
    </SettingsFrame>
  );
}
