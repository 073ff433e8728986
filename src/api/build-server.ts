// The HTTP server, without a socket: who listens is main's business, and tests need none.
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { apiKeyRoutes } from '#api/accounts/api-key-routes.ts';
import { sessionRoutes } from '#api/accounts/session-routes.ts';
import { twoFactorRoutes } from '#api/accounts/two-factor-routes.ts';
import { passwordLinkRoutes, userRoutes } from '#api/accounts/user-routes.ts';
import { activityRoutes } from '#api/activities/activity-routes.ts';
import { attachmentRoutes } from '#api/attachments/attachment-routes.ts';
import { auditRoutes } from '#api/audit/audit-routes.ts';
import { accessRoutes, sharingRoutes } from '#api/access/access-routes.ts';
import { guardRoutes } from '#api/authenticate-request.ts';
import { cadenceRoutes } from '#api/cadences/cadence-routes.ts';
import { publishingRoutes } from '#api/cadences/publishing-routes.ts';
import { versionRoutes } from '#api/cadences/version-routes.ts';
import { acceptCsv, acceptFiles } from '#api/csv-body.ts';
import { docsPages } from '#api/docs/docs-pages.ts';
import { enrollingRoutes } from '#api/enrollments/enrolling-routes.ts';
import { enrollmentRoutes } from '#api/enrollments/enrollment-routes.ts';
import { reviewRoutes } from '#api/enrollments/review-routes.ts';
import { replyOnce } from '#api/idempotency.ts';
import { developmentMailboxRoutes } from '#api/mail/development-mailbox-routes.ts';
import { mailAccountRoutes } from '#api/mail/mail-account-routes.ts';
import { sendingDomainRoutes } from '#api/mail/sending-domain-routes.ts';
import { jobRoutes } from '#api/jobs/job-routes.ts';
import { noteRoutes } from '#api/notes/note-routes.ts';
import { notificationRoutes } from '#api/notifications/notification-routes.ts';
import { type Observed, observe } from '#api/observe.ts';
import { describeApi } from '#api/openapi.ts';
import { styleHash } from '#api/pages/page.ts';
import { handleError, sendRefusal } from '#api/problem-reply.ts';
import { limitRequests } from '#api/rate-limits.ts';
import { exportRoutes } from '#api/records/export-routes.ts';
import { fileImportRoutes } from '#api/records/file-import-routes.ts';
import { importRoutes } from '#api/records/import-routes.ts';
import { mergeRoutes } from '#api/records/merge-routes.ts';
import { moduleRoutes } from '#api/records/module-routes.ts';
import { bulkChangeRoutes } from '#api/records/bulk-change-routes.ts';
import { bulkRoutes } from '#api/records/bulk-routes.ts';
import { recordRoutes } from '#api/records/record-routes.ts';
import { recycleBinRoutes } from '#api/records/recycle-bin-routes.ts';
import { relationRoutes } from '#api/records/relation-routes.ts';
import { timelineRoutes } from '#api/records/timeline-routes.ts';
import { reportRoutes } from '#api/reports/report-routes.ts';
import type { Routes } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import { isSecure } from '#api/session-cookie.ts';
import { searchRoutes } from '#api/search/search-routes.ts';
import { singleSignOnRoutes } from '#api/single-sign-on/single-sign-on-routes.ts';
import { paceRoutes } from '#api/settings/pace-routes.ts';
import { timeZoneRoutes } from '#api/settings/time-zone-routes.ts';
import { settingsRoutes } from '#api/settings/settings-routes.ts';
import { simulationRoutes } from '#api/simulations/simulation-routes.ts';
import { tagRoutes } from '#api/tags/tag-routes.ts';
import { meetingRoutes } from '#api/meetings/meeting-routes.ts';
import { templateFileRoutes } from '#api/templates/template-file-routes.ts';
import { templateRoutes } from '#api/templates/template-routes.ts';
import { trackingPages } from '#api/tracking/tracking-pages.ts';
import { viewRoutes } from '#api/views/view-routes.ts';
import { webApp } from '#api/web-app.ts';
import { webFormPages } from '#api/web-forms/web-form-pages.ts';
import { webFormRoutes } from '#api/web-forms/web-form-routes.ts';
import { webhookDeliveryRoutes } from '#api/webhooks/webhook-delivery-routes.ts';
import { webhookRoutes } from '#api/webhooks/webhook-routes.ts';
import { whatsappRoutes } from '#api/whatsapp/whatsapp-routes.ts';
import { whatsappWebhook } from '#api/whatsapp/whatsapp-webhook.ts';
import type { Instant } from '#core/time/instant.ts';

/** Every route of the API, by domain. */
const routes: readonly Routes[] = [
  sessionRoutes,
  apiKeyRoutes,
  userRoutes,
  passwordLinkRoutes,
  twoFactorRoutes,
  singleSignOnRoutes,
  auditRoutes,
  moduleRoutes,
  recordRoutes,
  bulkRoutes,
  bulkChangeRoutes,
  recycleBinRoutes,
  mergeRoutes,
  noteRoutes,
  attachmentRoutes,
  tagRoutes,
  relationRoutes,
  importRoutes,
  fileImportRoutes,
  exportRoutes,
  timelineRoutes,
  viewRoutes,
  searchRoutes,
  templateRoutes,
  templateFileRoutes,
  meetingRoutes,
  cadenceRoutes,
  publishingRoutes,
  simulationRoutes,
  versionRoutes,
  reportRoutes,
  enrollingRoutes,
  enrollmentRoutes,
  reviewRoutes,
  activityRoutes,
  jobRoutes,
  notificationRoutes,
  settingsRoutes,
  timeZoneRoutes,
  paceRoutes,
  accessRoutes,
  sharingRoutes,
  developmentMailboxRoutes,
  mailAccountRoutes,
  sendingDomainRoutes,
  webhookRoutes,
  webhookDeliveryRoutes,
  webFormRoutes,
  whatsappRoutes,
];

const REQUEST_WITHIN_MS = 300_000;
/** A tracked link carries its destination, and the longest token of channels/email/token.ts must fit; the default is 100. */
const PARAM_LENGTH_MAX = 8_192;

export type ServerOptions = Observed & {
  readonly services: Services;
  readonly version: string;
  readonly logger: FastifyBaseLogger;
  readonly clock: () => Instant;
  /** Proxies whose X-Forwarded-For is believed: addresses or ranges. Null: none. */
  readonly trustProxy: string | null;
  /** The web app as it was built. Null: the API alone. */
  readonly webFolder: string | null;
};

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services } = options;
  const app = createApp(options);
  app.decorate('clock', options.clock);
  await app.register(helmet, securityHeaders(services.publicUrl));
  await app.register(cookie);
  guardRoutes(app, services);
  replyOnce(app, services);
  await limitRequests(app);
  observe(app, options);
  app.removeContentTypeParser('text/plain'); // a foreign form can send it without asking (T14)
  acceptCsv(app);
  acceptFiles(app);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => {
    void reply.header('cache-control', 'no-store'); // a file of the web app that is gone
    return sendRefusal({ request, reply }, { kind: 'refused', reason: 'not_found' });
  });
  await describeApi(app, options.version);
  for (const register of routes) register(app, services);
  docsPages(app);
  await trackingPages(app, services.tracking);
  await webFormPages(app, services);
  await whatsappWebhook(app, services);
  if (options.webFolder !== null) await webApp(app, options.webFolder);
  return app;
}

function createApp({ logger, trustProxy }: ServerOptions): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    // Its lines hold addresses and query strings; observe.ts writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_WITHIN_MS,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    trustProxy: trustProxy ?? false,
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  return app;
}

/** Pages may load what comes from here, and nothing else. The referrer stays here too: it can hold a token. */
function securityHeaders(publicUrl: URL) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", styleHash],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure(publicUrl) ? { maxAge: 31_536_000 } : false,
    // 'no-referrer' would make browsers send "Origin: null" with our own form.
    referrerPolicy: { policy: 'same-origin' },
  } as const;
}
