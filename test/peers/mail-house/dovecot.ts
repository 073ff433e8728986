// Debian's Dovecot with a configuration of its own: IMAP with TLS on loopback, delivery by LMTP, and the login that Postfix
// asks for.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from './house.ts';

export const DOVECOT = '/usr/sbin/dovecot';

/** Gives the file of its configuration. */
export async function writeDovecot({ folder, people, certificate, ports, account }: House): Promise<string> {
  const place = join(folder, 'dovecot');
  const mail = join(folder, 'mail');
  await mkdir(place, { mode: 0o755 });
  await mkdir(mail);
  await chmod(mail, 0o777);
  const users = join(place, 'users');
  const lines = people.map(({ address, password }) => `${address}:{PLAIN}${password}::::::`);
  await writeFile(users, `${lines.join('\n')}\n`, { mode: 0o644 });
  const config = join(place, 'dovecot.conf');
  await writeFile(
    config,
    `base_dir = ${place}/run
state_dir = ${place}/state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <${certificate.file}
ssl_key = <${certificate.keyFile}
mail_location = maildir:~/Maildir
mail_fsync = never
first_valid_uid = 1
recipient_delimiter = +
lda_mailbox_autocreate = yes
# What comes in is told at once.
mailbox_idle_check_interval = 1 secs
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${users}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${users}
  override_fields = uid=${account.uid} gid=${account.gid} home=${mail}/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener auth {
    address = 127.0.0.1
    port = ${ports.auth}
  }
}
`,
  );
  return config;
}
