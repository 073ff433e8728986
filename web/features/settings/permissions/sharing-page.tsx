import { Stack } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { SharingDefaults } from '#web/features/settings/permissions/sharing-defaults.tsx';
import { SharingRules } from '#web/features/settings/permissions/sharing-rules.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function SharingPage() {
  return (
    <AdministratorFrame part="sharing">
      <Content />
    </AdministratorFrame>
  );
}

function Content() {
  return (
    <Loaded of={useRead('getSharing')}>
      {(sharing) => (
        <Stack gap="xl" maw="58rem">
          <SharingDefaults sharing={sharing} />
          <SharingRules sharing={sharing} />
        </Stack>
      )}
    </Loaded>
  );
}
