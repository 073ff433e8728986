// Debian's Postfix with a configuration of its own: takes mail for submission on loopback, after login and under TLS, and for
// the domains of the house hands it to Dovecot; what can't be delivered it bounces as Postfix does.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from './house.ts';

export const POSTFIX = '/usr/sbin/postfix';

/** Mail to this address is refused, but not for the address's sake. */
export const REFUSED_FOR_POLICY = 'strict@customer.test';

/** Names of daemons, as master.cf has them: name, type, private, unprivileged, chroot, wakeup, maxproc, command. */
const SERVICES = [
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'proxymap unix - - n - - proxymap',
  'lmtp unix - - n - - lmtp',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
];

export type WrittenPostfix = { /** A folder. */ readonly config: string; readonly pidFile: string };

export async function writePostfix({ folder, domains, certificate, ports }: House): Promise<WrittenPostfix> {
  const config = join(folder, 'postfix');
  const queue = join(folder, 'postfix-queue');
  const data = join(folder, 'postfix-data');
  for (const place of [config, queue]) await mkdir(place, { mode: 0o755 });
  await mkdir(data, { mode: 0o777 });
  await chmod(data, 0o777);
  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    maillog_file: join(folder, 'postfix.log'),
    maillog_file_prefixes: folder,
    myhostname: 'mail.house.test',
    mydestination: '',
    local_recipient_maps: '',
    alias_maps: '',
    alias_database: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '',
    default_transport: 'error:5.1.2 nothing leaves this house',
    relay_transport: 'error:5.1.2 nothing leaves this house',
    virtual_mailbox_domains: domains.join(', '),
    virtual_transport: `lmtp:inet:127.0.0.1:${ports.lmtp}`,
    recipient_delimiter: '+',
    smtpd_tls_cert_file: certificate.file,
    smtpd_tls_key_file: certificate.keyFile,
    smtpd_tls_auth_only: 'yes',
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: `inet:127.0.0.1:${ports.auth}`,
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject',
    smtpd_recipient_restrictions: `check_recipient_access inline:{ { ${REFUSED_FOR_POLICY} = 550 5.7.1 blocked for its reputation } }`,
    // A message that waits is taken up soon.
    minimal_backoff_time: '1s',
    queue_run_delay: '1s',
    disable_dns_lookups: 'yes',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await writeFile(join(config, 'main.cf'), `${lines.join('\n')}\n`);
  const listeners = [
    `127.0.0.1:${ports.submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt`,
    `127.0.0.1:${ports.submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
  ];
  await writeFile(join(config, 'master.cf'), `${[...listeners, ...SERVICES].join('\n')}\n`);
  return { config, pidFile: join(queue, 'pid', 'master.pid') };
}
