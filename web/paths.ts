// Every address of the web app. `$name` is a parameter: <Link to={paths.lead} params={{ leadId }}>.
export const paths = {
  home: '/',
  signIn: '/sign-in',
  leads: '/leads',
  lead: '/leads/$leadId',
  cadences: '/cadences',
  cadence: '/cadences/$cadenceId',
  cadenceReport: '/cadences/$cadenceId/report',
  enrollment: '/enrollments/$enrollmentId',
  activities: '/activities',
  reviews: '/reviews',
  settings: '/settings',
  settingsApiKeys: '/settings/api-keys',
  settingsFields: '/settings/fields',
  settingsSending: '/settings/sending',
  mailbox: '/mailbox',
  templates: '/templates',
  /** `?name=` which; `?copyOf=` a new one like it; neither: a new one. */
  template: '/templates/edit',
} as const;
