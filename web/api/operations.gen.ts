// Made by scripts/operations.ts from the contract.
import type * as accounts from '#contract/accounts.ts';
import type * as activities from '#contract/activities.ts';
import type * as audit from '#contract/audit.ts';
import type * as cadences from '#contract/cadences.ts';
import type * as developmentMailbox from '#contract/development-mailbox.ts';
import type * as enrolling from '#contract/enrolling.ts';
import type * as enrollments from '#contract/enrollments.ts';
import type * as exports from '#contract/exports.ts';
import type * as imports from '#contract/imports.ts';
import type * as jobs from '#contract/jobs.ts';
import type * as modules from '#contract/modules.ts';
import type * as notifications from '#contract/notifications.ts';
import type * as publishing from '#contract/publishing.ts';
import type * as records from '#contract/records.ts';
import type * as recycleBin from '#contract/recycle-bin.ts';
import type * as relations from '#contract/relations.ts';
import type * as reports from '#contract/reports.ts';
import type * as reviews from '#contract/reviews.ts';
import type * as settings from '#contract/settings.ts';
import type * as templates from '#contract/templates.ts';
import type * as users from '#contract/users.ts';
import type * as versions from '#contract/versions.ts';
import type * as views from '#contract/views.ts';

/** Every endpoint of the contract by its id. */
export type Operations = {
  changePassword: typeof accounts.changePassword;
  createApiKey: typeof accounts.createApiKey;
  getMe: typeof accounts.getMe;
  listApiKeys: typeof accounts.listApiKeys;
  revokeApiKey: typeof accounts.revokeApiKey;
  signIn: typeof accounts.signIn;
  signInWithLink: typeof accounts.signInWithLink;
  signOut: typeof accounts.signOut;
  updateMe: typeof accounts.updateMe;
  createActivity: typeof activities.createActivity;
  deleteActivity: typeof activities.deleteActivity;
  listActivities: typeof activities.listActivities;
  updateActivity: typeof activities.updateActivity;
  checkAudit: typeof audit.checkAudit;
  listAudit: typeof audit.listAudit;
  checkCadence: typeof cadences.checkCadence;
  checkCadenceFile: typeof cadences.checkCadenceFile;
  createCadence: typeof cadences.createCadence;
  discardDraft: typeof cadences.discardDraft;
  exportCadence: typeof cadences.exportCadence;
  getCadence: typeof cadences.getCadence;
  listCadences: typeof cadences.listCadences;
  putDraft: typeof cadences.putDraft;
  autoReplyToCaughtMessage: typeof developmentMailbox.autoReplyToMessage;
  bounceCaughtMessage: typeof developmentMailbox.bounceMessage;
  clickCaughtLink: typeof developmentMailbox.clickLink;
  getCaughtMessage: typeof developmentMailbox.getCaughtMessage;
  listCaughtMessages: typeof developmentMailbox.listCaughtMessages;
  openCaughtMessage: typeof developmentMailbox.openMessage;
  replyToCaughtMessage: typeof developmentMailbox.replyToMessage;
  unsubscribeByCaughtMessage: typeof developmentMailbox.unsubscribe;
  continue: typeof enrolling.continueRounds;
  enroll: typeof enrolling.enroll;
  restart: typeof enrolling.restartRounds;
  unenroll: typeof enrolling.unenroll;
  getEnrollment: typeof enrollments.getEnrollment;
  getEnrollmentHistory: typeof enrollments.getHistory;
  listCadenceEnrollments: typeof enrollments.listCadenceEnrollments;
  listRecordEnrollments: typeof enrollments.listRecordEnrollments;
  exportRecords: typeof exports.exportRecords;
  getImport: typeof imports.getImport;
  getImportFailures: typeof imports.getImportFailures;
  getImportUndone: typeof imports.getImportUndone;
  importRecords: typeof imports.importRecords;
  listImports: typeof imports.listImports;
  stageImport: typeof imports.stageImport;
  startImport: typeof imports.startImport;
  tryImport: typeof imports.tryImport;
  undoImport: typeof imports.undoImport;
  cancelJob: typeof jobs.cancelJob;
  getJob: typeof jobs.getJob;
  listJobs: typeof jobs.listJobs;
  addField: typeof modules.addField;
  addModule: typeof modules.addModule;
  changeField: typeof modules.changeField;
  changeModule: typeof modules.changeModule;
  getFieldUses: typeof modules.getFieldUses;
  getModule: typeof modules.getModule;
  listModules: typeof modules.listModules;
  restoreField: typeof modules.restoreField;
  retireField: typeof modules.retireField;
  listNotifications: typeof notifications.listNotifications;
  seeNotifications: typeof notifications.seeNotifications;
  disableCadence: typeof publishing.disableCadence;
  enableCadence: typeof publishing.enableCadence;
  previewPublication: typeof publishing.previewPublication;
  publishCadence: typeof publishing.publishCadence;
  createRecord: typeof records.createRecord;
  deleteRecord: typeof records.deleteRecord;
  getMail: typeof records.getMail;
  getRecord: typeof records.getRecord;
  getTimeline: typeof records.getTimeline;
  listRecords: typeof records.listRecords;
  updateRecord: typeof records.updateRecord;
  listRecycleBin: typeof recycleBin.listRecycleBin;
  restoreRecord: typeof recycleBin.restoreRecord;
  convertLead: typeof relations.convertLead;
  listRelated: typeof relations.listRelated;
  getCadenceReport: typeof reports.getReport;
  listReviews: typeof reviews.listReviews;
  reviewFollowUp: typeof reviews.reviewFollowUp;
  getCadenceLimits: typeof settings.getCadenceLimits;
  getSending: typeof settings.getSending;
  listUsers: typeof settings.listUsers;
  putCadenceLimits: typeof settings.putCadenceLimits;
  resumeSending: typeof settings.resumeSending;
  deleteTemplate: typeof templates.deleteTemplate;
  getTemplate: typeof templates.getTemplate;
  listTemplates: typeof templates.listTemplates;
  previewTemplate: typeof templates.previewTemplate;
  putTemplate: typeof templates.putTemplate;
  acceptInvitation: typeof users.acceptInvitation;
  askForPasswordLink: typeof users.askForPasswordLink;
  inviteUser: typeof users.inviteUser;
  listAccounts: typeof users.listAccounts;
  listInvitations: typeof users.listInvitations;
  readInvitation: typeof users.readInvitation;
  resendInvitation: typeof users.resendInvitation;
  resetPassword: typeof users.resetPassword;
  revokeInvitation: typeof users.revokeInvitation;
  updateUser: typeof users.updateUser;
  getCadenceVersion: typeof versions.getVersion;
  listCadenceVersions: typeof versions.listVersions;
  createView: typeof views.createView;
  deleteView: typeof views.deleteView;
  getView: typeof views.getView;
  listViews: typeof views.listViews;
  updateView: typeof views.updateView;
};

export const operations = {
  changePassword: { method: 'PUT', path: '/api/v1/me/password' },
  createApiKey: { method: 'POST', path: '/api/v1/api-keys' },
  getMe: { method: 'GET', path: '/api/v1/me' },
  listApiKeys: { method: 'GET', path: '/api/v1/api-keys' },
  revokeApiKey: { method: 'DELETE', path: '/api/v1/api-keys/:id' },
  signIn: { method: 'POST', path: '/api/v1/session' },
  signInWithLink: { method: 'POST', path: '/api/v1/session/link' },
  signOut: { method: 'DELETE', path: '/api/v1/session' },
  updateMe: { method: 'PATCH', path: '/api/v1/me' },
  createActivity: { method: 'POST', path: '/api/v1/activities' },
  deleteActivity: { method: 'DELETE', path: '/api/v1/activities/:id' },
  listActivities: { method: 'GET', path: '/api/v1/activities' },
  updateActivity: { method: 'PATCH', path: '/api/v1/activities/:id' },
  checkAudit: { method: 'GET', path: '/api/v1/settings/audit-log/check' },
  listAudit: { method: 'GET', path: '/api/v1/settings/audit-log' },
  checkCadence: { method: 'POST', path: '/api/v1/cadences/:id/check' },
  checkCadenceFile: { method: 'POST', path: '/api/v1/cadences/check' },
  createCadence: { method: 'POST', path: '/api/v1/cadences' },
  discardDraft: { method: 'DELETE', path: '/api/v1/cadences/:id/draft' },
  exportCadence: { method: 'GET', path: '/api/v1/cadences/:id/export' },
  getCadence: { method: 'GET', path: '/api/v1/cadences/:id' },
  listCadences: { method: 'GET', path: '/api/v1/cadences' },
  putDraft: { method: 'PUT', path: '/api/v1/cadences/:id/draft' },
  autoReplyToCaughtMessage: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/auto-reply' },
  bounceCaughtMessage: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/bounce' },
  clickCaughtLink: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/click' },
  getCaughtMessage: { method: 'GET', path: '/api/v1/development-mailbox/messages/:id' },
  listCaughtMessages: { method: 'GET', path: '/api/v1/development-mailbox/messages' },
  openCaughtMessage: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/open' },
  replyToCaughtMessage: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/reply' },
  unsubscribeByCaughtMessage: { method: 'POST', path: '/api/v1/development-mailbox/messages/:id/unsubscribe' },
  continue: { method: 'POST', path: '/api/v1/cadences/:id/continue' },
  enroll: { method: 'POST', path: '/api/v1/cadences/:id/enroll' },
  restart: { method: 'POST', path: '/api/v1/cadences/:id/restart' },
  unenroll: { method: 'POST', path: '/api/v1/cadences/:id/unenroll' },
  getEnrollment: { method: 'GET', path: '/api/v1/enrollments/:id' },
  getEnrollmentHistory: { method: 'GET', path: '/api/v1/enrollments/:id/history' },
  listCadenceEnrollments: { method: 'GET', path: '/api/v1/cadences/:id/enrollments' },
  listRecordEnrollments: { method: 'GET', path: '/api/v1/:module/:id/enrollments' },
  exportRecords: { method: 'GET', path: '/api/v1/:module/export' },
  getImport: { method: 'GET', path: '/api/v1/imports/:id' },
  getImportFailures: { method: 'GET', path: '/api/v1/imports/:id/failures' },
  getImportUndone: { method: 'GET', path: '/api/v1/imports/:id/undone' },
  importRecords: { method: 'POST', path: '/api/v1/:module/import' },
  listImports: { method: 'GET', path: '/api/v1/imports' },
  stageImport: { method: 'POST', path: '/api/v1/imports' },
  startImport: { method: 'POST', path: '/api/v1/imports/:id/start' },
  tryImport: { method: 'POST', path: '/api/v1/imports/:id/try' },
  undoImport: { method: 'POST', path: '/api/v1/imports/:id/undo' },
  cancelJob: { method: 'POST', path: '/api/v1/jobs/:id/cancel' },
  getJob: { method: 'GET', path: '/api/v1/jobs/:id' },
  listJobs: { method: 'GET', path: '/api/v1/jobs' },
  addField: { method: 'POST', path: '/api/v1/modules/:module/fields' },
  addModule: { method: 'POST', path: '/api/v1/modules' },
  changeField: { method: 'PATCH', path: '/api/v1/modules/:module/fields/:field' },
  changeModule: { method: 'PATCH', path: '/api/v1/modules/:module' },
  getFieldUses: { method: 'GET', path: '/api/v1/modules/:module/fields/:field/uses' },
  getModule: { method: 'GET', path: '/api/v1/modules/:module' },
  listModules: { method: 'GET', path: '/api/v1/modules' },
  restoreField: { method: 'POST', path: '/api/v1/modules/:module/fields/:field/restore' },
  retireField: { method: 'POST', path: '/api/v1/modules/:module/fields/:field/retire' },
  listNotifications: { method: 'GET', path: '/api/v1/notifications' },
  seeNotifications: { method: 'POST', path: '/api/v1/notifications/seen' },
  disableCadence: { method: 'POST', path: '/api/v1/cadences/:id/disable' },
  enableCadence: { method: 'POST', path: '/api/v1/cadences/:id/enable' },
  previewPublication: { method: 'GET', path: '/api/v1/cadences/:id/publication-preview' },
  publishCadence: { method: 'POST', path: '/api/v1/cadences/:id/publish' },
  createRecord: { method: 'POST', path: '/api/v1/:module' },
  deleteRecord: { method: 'DELETE', path: '/api/v1/:module/:id' },
  getMail: { method: 'GET', path: '/api/v1/:module/:id/mails/:direction/:mail' },
  getRecord: { method: 'GET', path: '/api/v1/:module/:id' },
  getTimeline: { method: 'GET', path: '/api/v1/:module/:id/timeline' },
  listRecords: { method: 'GET', path: '/api/v1/:module' },
  updateRecord: { method: 'PATCH', path: '/api/v1/:module/:id' },
  listRecycleBin: { method: 'GET', path: '/api/v1/recycle-bin' },
  restoreRecord: { method: 'POST', path: '/api/v1/:module/:id/restore' },
  convertLead: { method: 'POST', path: '/api/v1/leads/:id/convert' },
  listRelated: { method: 'GET', path: '/api/v1/:module/:id/related' },
  getCadenceReport: { method: 'GET', path: '/api/v1/cadences/:id/report' },
  listReviews: { method: 'GET', path: '/api/v1/reviews' },
  reviewFollowUp: { method: 'POST', path: '/api/v1/enrollments/:id/follow-ups/:number/review' },
  getCadenceLimits: { method: 'GET', path: '/api/v1/settings/cadence-limits' },
  getSending: { method: 'GET', path: '/api/v1/settings/sending' },
  listUsers: { method: 'GET', path: '/api/v1/users' },
  putCadenceLimits: { method: 'PUT', path: '/api/v1/settings/cadence-limits' },
  resumeSending: { method: 'POST', path: '/api/v1/settings/sending/resume' },
  deleteTemplate: { method: 'DELETE', path: '/api/v1/templates/:name' },
  getTemplate: { method: 'GET', path: '/api/v1/templates/:name' },
  listTemplates: { method: 'GET', path: '/api/v1/templates' },
  previewTemplate: { method: 'POST', path: '/api/v1/template-previews' },
  putTemplate: { method: 'PUT', path: '/api/v1/templates/:name' },
  acceptInvitation: { method: 'POST', path: '/api/v1/invitation/accept' },
  askForPasswordLink: { method: 'POST', path: '/api/v1/password-link' },
  inviteUser: { method: 'POST', path: '/api/v1/settings/invitations' },
  listAccounts: { method: 'GET', path: '/api/v1/settings/users' },
  listInvitations: { method: 'GET', path: '/api/v1/settings/invitations' },
  readInvitation: { method: 'POST', path: '/api/v1/invitation' },
  resendInvitation: { method: 'POST', path: '/api/v1/settings/invitations/:id/resend' },
  resetPassword: { method: 'POST', path: '/api/v1/password-link/use' },
  revokeInvitation: { method: 'DELETE', path: '/api/v1/settings/invitations/:id' },
  updateUser: { method: 'PATCH', path: '/api/v1/settings/users/:id' },
  getCadenceVersion: { method: 'GET', path: '/api/v1/cadences/:id/versions/:version' },
  listCadenceVersions: { method: 'GET', path: '/api/v1/cadences/:id/versions' },
  createView: { method: 'POST', path: '/api/v1/views' },
  deleteView: { method: 'DELETE', path: '/api/v1/views/:id' },
  getView: { method: 'GET', path: '/api/v1/views/:id' },
  listViews: { method: 'GET', path: '/api/v1/views' },
  updateView: { method: 'PATCH', path: '/api/v1/views/:id' },
} as const satisfies { readonly [Id in keyof Operations]: { readonly method: string; readonly path: string } };
