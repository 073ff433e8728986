import { Group, Text } from '@mantine/core';
import icon from '#web/icon.svg';

export function Wordmark() {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src={icon} width={22} height={22} alt="" />
      <Text fw={700} size="lg" lts="-0.01em" translate="no">
        Cadenza
      </Text>
    </Group>
  );
}
