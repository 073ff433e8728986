import { describe, expect, it, test } from 'vitest';
import { isAddress } from './address.ts';
import { isPublicMail, mayComeBy, viaAddress } from './public-mail.ts';

describe('C-35 domains at which everybody can have a mailbox', () => {
  test.each(
    'gmail.com outlook.com hotmail.com yahoo.com yahoo.co.uk icloud.com qq.com foxmail.com 163.com 126.com sina.com aliyun.com gmx.net gmx.de web.de'.split(
      ' ',
    ),
  )('%s is one', (domain) => {
    expect(isPublicMail(`anna@${domain}`)).toBe(true);
    expect(isPublicMail(`Anna@${domain.toUpperCase()}`)).toBe(true);
    expect(mayComeBy(`anna@${domain}`, 'smtp.acme.example')).toBe(false);
  });

  test.each(['acme.example', 'mail.gmail.com', 'notgmail.com', 'exmail.qq.com', 'aliyun-inc.com'])(
    '%s is none: any server may send for it',
    (domain) => {
      expect(isPublicMail(`anna@${domain}`)).toBe(false);
      expect(mayComeBy(`anna@${domain}`, 'smtp.acme.example')).toBe(true);
    },
  );

  test.each([
    ['anna@gmail.com', 'smtp.gmail.com'],
    ['anna@googlemail.com', 'SMTP.gmail.com.'],
    ['anna@hotmail.com', 'smtp-mail.outlook.com'],
    ['anna@live.de', 'smtp.office365.com'],
    ['anna@yahoo.co.uk', 'smtp.mail.yahoo.com'],
    ['anna@icloud.com', 'smtp.mail.me.com'],
    ['li@foxmail.com', 'smtp.qq.com'],
    ['li@126.com', 'smtp.126.com'],
    ['li@sina.cn', 'smtp.sina.com.cn'],
    ['anna@gmx.de', 'mail.gmx.net'],
    ['anna@web.de', 'smtp.web.de'],
  ])('mail from %s may come by %s', (address, server) => expect(mayComeBy(address, server)).toBe(true));

  test('a server that only ends alike is another’s', () => {
    expect(mayComeBy('anna@gmail.com', 'smtp.notgmail.com')).toBe(false);
    expect(mayComeBy('anna@tuta.com', 'smtp.tuta.com')).toBe(false);
  });
});

describe('C-35 the address that stands for a person’s', () => {
  it('tells whose it is, at the organisation’s domain', () => {
    expect(viaAddress('Anna.Schmidt@GMail.com', 'sales@acme.example')).toBe('via-Anna.Schmidt=gmail.com@acme.example');
    expect(viaAddress('anna@gmail.com', 'acme.sales@gmail.com')).toBe('acme.sales@gmail.com');
  });

  it('is an address, however long or foreign the person’s', () => {
    for (const local of ['a'.repeat(64), `${'a'.repeat(48)}.b`, '安娜', 'an\u00eda.x']) {
      const via = viaAddress(`${local}@gmail.com`, 'sales@acme.example');
      expect(isAddress(via)).toBe(true);
      expect(via).toMatch(/^via-[\x21-\x7e]*=gmail\.com@acme\.example$/);
      expect(via.indexOf('@')).toBeLessThanOrEqual(64);
      expect(via).not.toContain('.=');
    }
  });
});
