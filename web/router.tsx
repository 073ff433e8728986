// All pages. A page is one line here and one in paths.ts; its code is fetched when somebody goes there:
//   page(paths.leads, async () => (await import('#web/features/leads/leads-page.tsx')).LeadsPage),
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { queries } from '#web/api/queries.ts';
import { isProblem } from '#web/api/problem.ts';
import { readCadenceSearch, readCadencesSearch } from '#web/features/cadences/cadences-search.ts';
import { readActivitiesSearch } from '#web/features/activities/activities-search.ts';
import { readLeadsSearch } from '#web/features/leads/leads-search.ts';
import { readMailboxSearch } from '#web/features/mailbox/mailbox-search.ts';
import { readReportSearch } from '#web/features/reports/report-search.ts';
import { readTemplateSearch } from '#web/features/templates/template-search.ts';
import { paths } from '#web/paths.ts';
import { readingMe } from '#web/session/me.ts';
import { NotFound, PageFailed, Root } from '#web/shell/root.tsx';
import { Waiting } from '#web/ui/states.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root });

type LoadPage = () => Promise<ComponentType>;
/** Reads what stands behind `?` in the address; whatever doesn't fit is dropped. */
type ReadSearch<Search> = (given: Record<string, unknown>) => Search;

type NoSearch = { readonly [Key in string]?: never };

/** A page for whoever is signed in. */
function page<const Path extends string, Search extends object = NoSearch>(
  path: Path,
  load: LoadPage,
  search: ReadSearch<Search> = () => ({}) as Search, // without a reader there is nothing to read
) {
  return createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: (given: Record<string, unknown> & SearchSchemaInput) => search(given),
    beforeLoad: ({ context, location }) => requireSession(context.queries, location.href),
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });
}

async function requireSession(known: QueryClient, href: string): Promise<void> {
  try {
    await known.ensureQueryData(readingMe);
  } catch (error) {
    if (!isProblem(error, 'not_signed_in')) throw error;
    throw redirect({ to: paths.signIn, search: href === paths.home ? {} : { next: href } });
  }
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: ({ token, next }: { token?: unknown; next?: unknown } & SearchSchemaInput) => ({
    ...(typeof token === 'string' ? { token } : {}),
    // Only addresses of ours: '//elsewhere' would lead away.
    ...(typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}),
  }),
  component: lazyRouteComponent(() => import('#web/features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Where links of mails lead those who aren't signed in. */
function outside<const Path extends string>(path: Path, load: LoadPage) {
  return createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: ({ token }: { token?: unknown } & SearchSchemaInput) =>
      typeof token === 'string' ? { token } : {},
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });
}

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    outside(paths.invitation, async () => (await import('#web/features/sign-in/invitation-page.tsx')).InvitationPage),
    outside(
      paths.newPassword,
      async () => (await import('#web/features/sign-in/new-password-page.tsx')).NewPasswordPage,
    ),
    page(paths.home, async () => (await import('#web/features/home/home-page.tsx')).HomePage),
    page(paths.leads, async () => (await import('#web/features/leads/leads-page.tsx')).LeadsPage, readLeadsSearch),
    page(paths.lead, async () => (await import('#web/features/leads/lead-page.tsx')).LeadPage),
    page(
      paths.cadences,
      async () => (await import('#web/features/cadences/cadences-page.tsx')).CadencesPage,
      readCadencesSearch,
    ),
    page(
      paths.cadence,
      async () => (await import('#web/features/cadences/builder/cadence-page.tsx')).CadencePage,
      readCadenceSearch,
    ),
    page(
      paths.cadenceReport,
      async () => (await import('#web/features/reports/report-page.tsx')).ReportPage,
      readReportSearch,
    ),
    page(paths.enrollment, async () => (await import('#web/features/enrollments/enrollment-page.tsx')).EnrollmentPage),
    page(
      paths.activities,
      async () => (await import('#web/features/activities/activities-page.tsx')).ActivitiesPage,
      readActivitiesSearch,
    ),
    page(paths.reviews, async () => (await import('#web/features/reviews/reviews-page.tsx')).ReviewsPage),
    page(paths.settings, async () => (await import('#web/features/settings/profile-page.tsx')).ProfilePage),
    page(paths.settingsApiKeys, async () => (await import('#web/features/settings/api-keys-page.tsx')).ApiKeysPage),
    page(paths.settingsFields, async () => (await import('#web/features/settings/fields-page.tsx')).FieldsPage),
    page(paths.settingsLimits, async () => (await import('#web/features/settings/limits-page.tsx')).LimitsPage),
    page(paths.settingsUsers, async () => (await import('#web/features/settings/users/users-page.tsx')).UsersPage),
    page(paths.settingsAudit, async () => (await import('#web/features/settings/audit/audit-page.tsx')).AuditPage),
    page(paths.settingsSending, async () => (await import('#web/features/settings/sending-page.tsx')).SendingPage),
    page(
      paths.mailbox,
      async () => (await import('#web/features/mailbox/mailbox-page.tsx')).MailboxPage,
      readMailboxSearch,
    ),
    page(paths.templates, async () => (await import('#web/features/templates/templates-page.tsx')).TemplatesPage),
    page(
      paths.template,
      async () => (await import('#web/features/templates/template-page.tsx')).TemplatePage,
      readTemplateSearch,
    ),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
