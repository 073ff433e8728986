// Every address of the web app. `$name` is a parameter: <Link to={paths.record} params={{ module, recordId }}>.
export const paths = {
  home: '/',
  signIn: '/sign-in',
  invitation: '/invitation',
  newPassword: '/new-password',
  twoFactor: '/two-factor',
  singleSignOn: '/single-sign-on',
  /** Of a module: /leads, /contacts, /site_visits … The addresses of pages are no keys of modules. */
  records: '/$module',
  record: '/$module/$recordId',
  imports: '/imports',
  recycleBin: '/recycle-bin',
  cadences: '/cadences',
  cadence: '/cadences/$cadenceId',
  cadenceReport: '/cadences/$cadenceId/report',
  cadenceSimulation: '/cadences/$cadenceId/simulation',
  enrollment: '/enrollments/$enrollmentId',
  activities: '/activities',
  reviews: '/reviews',
  settings: '/settings',
  settingsNotifications: '/settings/notifications',
  settingsApiKeys: '/settings/api-keys',
  settingsModules: '/settings/modules',
  settingsModule: '/settings/modules/$module',
  settingsLayout: '/settings/modules/$module/layout',
  settingsLimits: '/settings/cadence-limits',
  settingsBusinessHours: '/settings/business-hours',
  settingsContactLimits: '/settings/contact-limits',
  settingsSending: '/settings/sending',
  settingsMailAccounts: '/settings/mail-accounts',
  settingsWhatsapp: '/settings/whatsapp',
  settingsUsers: '/settings/users',
  settingsProfiles: '/settings/profiles',
  settingsPermissions: '/settings/profiles/$profileId',
  settingsRoles: '/settings/roles',
  settingsSharing: '/settings/sharing',
  settingsSingleSignOn: '/settings/single-sign-on',
  settingsWebhooks: '/settings/webhooks',
  settingsWebhook: '/settings/webhooks/$webhookId',
  settingsWebForms: '/settings/web-forms',
  settingsWebForm: '/settings/web-forms/$webFormId',
  settingsAudit: '/settings/audit-log',
  mailbox: '/mailbox',
  templates: '/templates',
  /** `?name=` which; `?copyOf=` a new one like it; neither: a new one. */
  template: '/templates/edit',
} as const;

/** Of paths.record. */
export function recordParams({ module, id }: { readonly module: string; readonly id: string }) {
  return { module, recordId: id };
}

/** The list of leads, where work with cadences begins. */
export const toLeads = { to: paths.records, params: { module: 'leads' } } as const;
