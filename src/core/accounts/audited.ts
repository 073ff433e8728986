// What the audit log keeps (U-4), by area. What happened is told by ids; only definitions are named.

export const auditAreas = {
  sign_in: ['signed_in', 'sign_in_failed', 'signed_out', 'password_changed', 'password_reset_asked', 'password_reset'],
  users: [
    'user_invited',
    'invitation_sent_again',
    'invitation_revoked',
    'invitation_accepted',
    'user_deactivated',
    'user_reactivated',
    'made_administrator',
    'made_member',
    'api_key_created',
    'api_key_revoked',
    'user_access_changed',
    'two_factor_switched_on',
    'two_factor_switched_off',
    'two_factor_reset',
    'recovery_codes_renewed',
    'recovery_code_used',
  ],
  permissions: [
    'profile_created',
    'profile_changed',
    'profile_deleted',
    'role_created',
    'role_changed',
    'role_deleted',
    'team_created',
    'team_changed',
    'team_deleted',
    'sharing_changed',
    'sharing_rule_created',
    'sharing_rule_deleted',
  ],
  definitions: [
    'cadence_published',
    'cadence_disabled',
    'cadence_enabled',
    'view_created',
    'view_changed',
    'view_deleted',
    'field_created',
    'field_changed',
    'field_retired',
    'field_restored',
    'tag_changed',
    'module_created',
    'module_changed',
    'module_retired',
    'module_restored',
    'layout_changed',
  ],
  data: [
    'record_deleted',
    'records_merged',
    'note_deleted',
    'attachment_deleted',
    'record_erased',
    'records_purged',
    'records_exported',
  ],
  settings: [
    'sending_resumed',
    'standstill_began',
    'standstill_confirmed',
    'mail_account_created',
    'mail_account_changed',
    'mail_account_deleted',
    'mail_account_resumed',
    'dkim_key_made',
    'dkim_key_deleted',
    'cadence_limits_changed',
    'time_zone_changed',
    'audience_bars_changed',
    'business_hours_changed',
    'holidays_changed',
    'contact_limits_changed',
    'whatsapp_changed',
    'whatsapp_resumed',
    'webhook_created',
    'webhook_changed',
    'webhook_deleted',
    'webhook_secret_renewed',
    'webhook_switched_off',
    'web_form_created',
    'web_form_changed',
    'web_form_deleted',
    'web_form_address_renewed',
    'two_factor_requirement_changed',
    'single_sign_on_changed',
    'single_sign_on_removed',
  ],
} as const;

export type AuditArea = keyof typeof auditAreas;
export type AuditedAction = (typeof auditAreas)[AuditArea][number];

export const auditedActions: readonly AuditedAction[] = Object.values(auditAreas).flat();

/** What was acted on. `name` is for definitions only: people and records are told by their id. */
export type AuditTarget = {
  readonly kind:
    | 'user'
    | 'invitation'
    | 'api_key'
    | 'cadence'
    | 'view'
    | 'field'
    | 'module'
    | 'record'
    | 'profile'
    | 'role'
    | 'team'
    | 'sharing_rule'
    | 'webhook'
    | 'web_form'
    | 'mail_account'
    | 'sending_domain';
  readonly id: string;
  readonly name?: string;
};
