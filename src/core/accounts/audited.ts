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
    'module_created',
    'module_changed',
    'module_retired',
    'module_restored',
  ],
  data: ['record_deleted'],
  settings: ['sending_resumed', 'cadence_limits_changed'],
} as const;

export type AuditArea = keyof typeof auditAreas;
export type AuditedAction = (typeof auditAreas)[AuditArea][number];

export const auditedActions: readonly AuditedAction[] = Object.values(auditAreas).flat();

/** What was acted on. `name` is for definitions only: people and records are told by their id. */
export type AuditTarget = {
  readonly kind: 'user' | 'invitation' | 'api_key' | 'cadence' | 'view' | 'field' | 'module' | 'record';
  readonly id: string;
  readonly name?: string;
};
