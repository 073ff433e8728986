// The frame of every page: where one is, what it is called, what one can do here.
import { Anchor, Breadcrumbs, Group, Title } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from '#web/ui/page.module.css';

type Crumb = { readonly label: string; readonly link: LinkProps };

type PageProps = {
  readonly title: string;
  /** Beside the title: a count, a state. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** The way here, from the outermost; the page itself is not in it. */
  readonly crumbs?: readonly Crumb[];
  /** full: the content has no margins and fills the height, as tables and canvases do. */
  readonly fit?: 'text' | 'full';
  readonly children: ReactNode;
};

export function Page({ title, aside, actions, crumbs = [], fit = 'text', children }: PageProps) {
  return (
    <div className={classes['page']}>
      <title>{`${title} · Cadenza`}</title>
      <header className={classes['head']}>
        <div className={classes['name']}>
          {crumbs.length === 0 ? null : (
            <Breadcrumbs fz="xs" separatorMargin={6}>
              {crumbs.map(({ label, link }) => (
                <Anchor key={label} size="xs" c="dimmed" renderRoot={(props) => <Link {...link} {...props} />}>
                  {label}
                </Anchor>
              ))}
            </Breadcrumbs>
          )}
          <Group gap="xs" wrap="nowrap">
            <Title order={1} className={classes['title']}>
              {title}
            </Title>
            {aside}
          </Group>
        </div>
        <div className={classes['actions']}>{actions}</div>
      </header>
      <div className={classes[fit]}>{children}</div>
    </div>
  );
}
