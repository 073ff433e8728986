import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where toasts appear; fetched with the first of them. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={3} />;
}
