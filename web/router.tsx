// All pages. A page is one line here and one in paths.ts; its code is fetched when somebody goes there:
//   page(paths.reviews, async () => (await import('#web/features/reviews/reviews-page.tsx')).ReviewsPage),
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Answer } from '#web/api/call.ts';
import { queries } from '#web/api/queries.ts';
import { isProblem } from '#contract/client/problem.ts';
import { readCadenceSearch, readCadencesSearch } from '#web/features/cadences/cadences-search.ts';
import { readActivitiesSearch } from '#web/features/activities/activities-search.ts';
import { readBinSearch } from '#web/features/records/recycle-bin/bin-search.ts';
import { readRecordsSearch } from '#web/features/records/list/records-search.ts';
import { readMailboxSearch } from '#web/features/mailbox/mailbox-search.ts';
import { readReportSearch } from '#web/features/reports/report-search.ts';
import { readTemplateSearch } from '#web/features/templates/template-search.ts';
import { readingModules } from '#web/features/records/modules.ts';
import { paths } from '#web/paths.ts';
import { type Me, readingMe } from '#web/session/me.ts';
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
    beforeLoad: async ({ context, location, matches }) => {
      await requireSession(context.queries, location.href);
      await requireModule(context.queries, matches.at(-1)?.params ?? {});
    },
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });
}

async function requireSession(known: QueryClient, href: string): Promise<void> {
  const { needsTwoFactor } = await findOut(known, href);
  if (needsTwoFactor) throw redirect({ to: paths.twoFactor, search: backTo(href) });
}

async function findOut(known: QueryClient, href: string): Promise<Me> {
  try {
    return await known.ensureQueryData(readingMe);
  } catch (error) {
    if (!isProblem(error, 'not_signed_in')) throw error;
    throw redirect({ to: paths.signIn, search: backTo(href) });
  }
}

function backTo(href: string): Next {
  return href === paths.home ? {} : { next: href };
}

/** Of pages whose address names a module. The list is what the navigation is made from, too. */
async function requireModule(known: QueryClient, { module }: { readonly module?: string }): Promise<void> {
  const isIn = ({ items }: Answer<'listModules'>) => items.some(({ key, retired }) => key === module && !retired);
  const list = await known.ensureQueryData(readingModules);
  if (module === undefined || isIn(list)) return;
  // It may have been made since.
  if (!isIn(await known.fetchQuery({ ...readingModules, staleTime: 0 }))) throw notFound();
}

type Next = { readonly next?: string };

/** Only addresses of ours: '//elsewhere' would lead away. */
function readNext(next: unknown): Next {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: ({ token, next }: { token?: unknown; next?: unknown } & SearchSchemaInput) => ({
    ...(typeof token === 'string' ? { token } : {}),
    ...readNext(next),
  }),
  component: lazyRouteComponent(() => import('#web/features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** For whoever is signed in and has to do this first. */
const twoFactor = createRoute({
  getParentRoute: () => root,
  path: paths.twoFactor,
  validateSearch: ({ next }: { next?: unknown } & SearchSchemaInput) => readNext(next),
  beforeLoad: async ({ context, location }) => void (await findOut(context.queries, location.href)),
  component: lazyRouteComponent(() => import('#web/features/sign-in/two-factor-page.tsx'), 'TwoFactorPage'),
});

/** As the identity provider wrote it: the router reads numbers in it. */
const arrivedWith = window.location.search;

const singleSignOn = createRoute({
  getParentRoute: () => root,
  path: paths.singleSignOn,
  beforeLoad: () => ({ query: arrivedWith }),
  component: lazyRouteComponent(() => import('#web/features/sign-in/single-sign-on-page.tsx'), 'SingleSignOnPage'),
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
    twoFactor,
    singleSignOn,
    outside(paths.invitation, async () => (await import('#web/features/sign-in/invitation-page.tsx')).InvitationPage),
    outside(
      paths.newPassword,
      async () => (await import('#web/features/sign-in/new-password-page.tsx')).NewPasswordPage,
    ),
    page(paths.home, async () => (await import('#web/features/home/home-page.tsx')).HomePage),
    page(
      paths.records,
      async () => (await import('#web/features/records/list/records-page.tsx')).RecordsPage,
      readRecordsSearch,
    ),
    page(paths.record, async () => (await import('#web/features/records/page/record-page.tsx')).RecordPage),
    page(paths.imports, async () => (await import('#web/features/records/import/imports-page.tsx')).ImportsPage),
    page(
      paths.recycleBin,
      async () => (await import('#web/features/records/recycle-bin/recycle-bin-page.tsx')).RecycleBinPage,
      readBinSearch,
    ),
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
    page(
      paths.cadenceSimulation,
      async () => (await import('#web/features/cadences/simulation/simulation-page.tsx')).SimulationPage,
    ),
    page(paths.enrollment, async () => (await import('#web/features/enrollments/enrollment-page.tsx')).EnrollmentPage),
    page(
      paths.activities,
      async () => (await import('#web/features/activities/activities-page.tsx')).ActivitiesPage,
      readActivitiesSearch,
    ),
    page(paths.reviews, async () => (await import('#web/features/reviews/reviews-page.tsx')).ReviewsPage),
    page(paths.settings, async () => (await import('#web/features/settings/profile-page.tsx')).ProfilePage),
    page(
      paths.settingsNotifications,
      async () => (await import('#web/features/settings/notifications/notifications-page.tsx')).NotificationsPage,
    ),
    page(paths.settingsApiKeys, async () => (await import('#web/features/settings/api-keys-page.tsx')).ApiKeysPage),
    page(
      paths.settingsModules,
      async () => (await import('#web/features/settings/modules/modules-page.tsx')).ModulesPage,
    ),
    page(paths.settingsModule, async () => (await import('#web/features/settings/modules/module-page.tsx')).ModulePage),
    page(
      paths.settingsLayout,
      async () => (await import('#web/features/settings/modules/layout/layout-page.tsx')).LayoutPage,
    ),
    page(paths.settingsLimits, async () => (await import('#web/features/settings/limits-page.tsx')).LimitsPage),
    page(paths.settingsUsers, async () => (await import('#web/features/settings/users/users-page.tsx')).UsersPage),
    page(
      paths.settingsProfiles,
      async () => (await import('#web/features/settings/permissions/profiles-page.tsx')).ProfilesPage,
    ),
    page(
      paths.settingsPermissions,
      async () => (await import('#web/features/settings/permissions/profile-editor-page.tsx')).ProfileEditorPage,
    ),
    page(
      paths.settingsRoles,
      async () => (await import('#web/features/settings/permissions/roles-page.tsx')).RolesPage,
    ),
    page(
      paths.settingsSharing,
      async () => (await import('#web/features/settings/permissions/sharing-page.tsx')).SharingPage,
    ),
    page(
      paths.settingsSingleSignOn,
      async () =>
        (await import('#web/features/settings/single-sign-on/single-sign-on-page.tsx')).SingleSignOnSettingsPage,
    ),
    page(
      paths.settingsWebhooks,
      async () => (await import('#web/features/settings/webhooks/webhooks-page.tsx')).WebhooksPage,
    ),
    page(
      paths.settingsWebhook,
      async () => (await import('#web/features/settings/webhooks/webhook-page.tsx')).WebhookPage,
    ),
    page(
      paths.settingsWebForms,
      async () => (await import('#web/features/settings/web-forms/web-forms-page.tsx')).WebFormsPage,
    ),
    page(
      paths.settingsWebForm,
      async () => (await import('#web/features/settings/web-forms/web-form-page.tsx')).WebFormPage,
    ),
    page(paths.settingsAudit, async () => (await import('#web/features/settings/audit/audit-page.tsx')).AuditPage),
    page(
      paths.settingsBusinessHours,
      async () => (await import('#web/features/settings/pace/business-hours-page.tsx')).BusinessHoursPage,
    ),
    page(
      paths.settingsContactLimits,
      async () => (await import('#web/features/settings/pace/contact-limits-page.tsx')).ContactLimitsPage,
    ),
    page(paths.settingsSending, async () => (await import('#web/features/settings/sending-page.tsx')).SendingPage),
    page(
      paths.settingsMailAccounts,
      async () => (await import('#web/features/settings/mail-accounts/mail-accounts-page.tsx')).MailAccountsPage,
    ),
    page(
      paths.settingsWhatsapp,
      async () => (await import('#web/features/settings/whatsapp/whatsapp-page.tsx')).WhatsappPage,
    ),
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
