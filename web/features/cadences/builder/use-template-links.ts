import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { reading } from '#web/api/hooks.ts';

/** The web addresses that a template links to, each once. */
export function useTemplateLinks(template: string): readonly string[] {
  const { data } = useQuery({ ...reading('getTemplate', { params: { name: template } }), enabled: template !== '' });
  return useMemo(() => linksIn(data?.html ?? ''), [data]);
}

function linksIn(html: string): readonly string[] {
  const links = [...new DOMParser().parseFromString(html, 'text/html').links].map((link) => link.getAttribute('href'));
  return [...new Set(links.flatMap((href) => (href !== null && /^https?:\/\//.test(href) ? [href] : [])))];
}
