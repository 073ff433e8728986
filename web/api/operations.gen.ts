// Made by scripts/operations.ts from the contract.
import type * as accounts from '#contract/accounts.ts';
import type * as activities from '#contract/activities.ts';
import type * as cadences from '#contract/cadences.ts';
import type * as developmentMailbox from '#contract/development-mailbox.ts';
import type * as enrolling from '#contract/enrolling.ts';
import type * as enrollments from '#contract/enrollments.ts';
import type * as imports from '#contract/imports.ts';
import type * as jobs from '#contract/jobs.ts';
import type * as leads from '#contract/leads.ts';
import type * as modules from '#contract/modules.ts';
import type * as notifications from '#contract/notifications.ts';
import type * as publishing from '#contract/publishing.ts';
import type * as reports from '#contract/reports.ts';
import type * as reviews from '#contract/reviews.ts';
import type * as settings from '#contract/settings.ts';
import type * as templates from '#contract/templates.ts';
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
  deleteActivity: typeof activities.deleteActivity;
  listActivities: typeof activities.listActivities;
  updateActivity: typeof activities.updateActivity;
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
  listLeadEnrollments: typeof enrollments.listRecordEnrollments;
  importLeads: typeof imports.importLeads;
  cancelJob: typeof jobs.cancelJob;
  getJob: typeof jobs.getJob;
  listJobs: typeof jobs.listJobs;
  createLead: typeof leads.createLead;
  deleteLead: typeof leads.deleteLead;
  getLead: typeof leads.getLead;
  getTimeline: typeof leads.getTimeline;
  listLeads: typeof leads.listLeads;
  updateLead: typeof leads.updateLead;
  addField: typeof modules.addField;
  getModule: typeof modules.getModule;
  listNotifications: typeof notifications.listNotifications;
  seeNotifications: typeof notifications.seeNotifications;
  disableCadence: typeof publishing.disableCadence;
  enableCadence: typeof publishing.enableCadence;
  previewPublication: typeof publishing.previewPublication;
  publishCadence: typeof publishing.publishCadence;
  getCadenceReport: typeof reports.getReport;
  listReviews: typeof reviews.listReviews;
  reviewFollowUp: typeof reviews.reviewFollowUp;
  getSending: typeof settings.getSending;
  listUsers: typeof settings.listUsers;
  resumeSending: typeof settings.resumeSending;
  deleteTemplate: typeof templates.deleteTemplate;
  getTemplate: typeof templates.getTemplate;
  listTemplates: typeof templates.listTemplates;
  previewTemplate: typeof templates.previewTemplate;
  putTemplate: typeof templates.putTemplate;
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
  deleteActivity: { method: 'DELETE', path: '/api/v1/activities/:id' },
  listActivities: { method: 'GET', path: '/api/v1/activities' },
  updateActivity: { method: 'PATCH', path: '/api/v1/activities/:id' },
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
  listLeadEnrollments: { method: 'GET', path: '/api/v1/leads/:id/enrollments' },
  importLeads: { method: 'POST', path: '/api/v1/leads/import' },
  cancelJob: { method: 'POST', path: '/api/v1/jobs/:id/cancel' },
  getJob: { method: 'GET', path: '/api/v1/jobs/:id' },
  listJobs: { method: 'GET', path: '/api/v1/jobs' },
  createLead: { method: 'POST', path: '/api/v1/leads' },
  deleteLead: { method: 'DELETE', path: '/api/v1/leads/:id' },
  getLead: { method: 'GET', path: '/api/v1/leads/:id' },
  getTimeline: { method: 'GET', path: '/api/v1/leads/:id/timeline' },
  listLeads: { method: 'GET', path: '/api/v1/leads' },
  updateLead: { method: 'PATCH', path: '/api/v1/leads/:id' },
  addField: { method: 'POST', path: '/api/v1/modules/:module/fields' },
  getModule: { method: 'GET', path: '/api/v1/modules/:module' },
  listNotifications: { method: 'GET', path: '/api/v1/notifications' },
  seeNotifications: { method: 'POST', path: '/api/v1/notifications/seen' },
  disableCadence: { method: 'POST', path: '/api/v1/cadences/:id/disable' },
  enableCadence: { method: 'POST', path: '/api/v1/cadences/:id/enable' },
  previewPublication: { method: 'GET', path: '/api/v1/cadences/:id/publication-preview' },
  publishCadence: { method: 'POST', path: '/api/v1/cadences/:id/publish' },
  getCadenceReport: { method: 'GET', path: '/api/v1/cadences/:id/report' },
  listReviews: { method: 'GET', path: '/api/v1/reviews' },
  reviewFollowUp: { method: 'POST', path: '/api/v1/enrollments/:id/follow-ups/:number/review' },
  getSending: { method: 'GET', path: '/api/v1/settings/sending' },
  listUsers: { method: 'GET', path: '/api/v1/users' },
  resumeSending: { method: 'POST', path: '/api/v1/settings/sending/resume' },
  deleteTemplate: { method: 'DELETE', path: '/api/v1/templates/:name' },
  getTemplate: { method: 'GET', path: '/api/v1/templates/:name' },
  listTemplates: { method: 'GET', path: '/api/v1/templates' },
  previewTemplate: { method: 'POST', path: '/api/v1/template-previews' },
  putTemplate: { method: 'PUT', path: '/api/v1/templates/:name' },
  createView: { method: 'POST', path: '/api/v1/views' },
  deleteView: { method: 'DELETE', path: '/api/v1/views/:id' },
  getView: { method: 'GET', path: '/api/v1/views/:id' },
  listViews: { method: 'GET', path: '/api/v1/views' },
  updateView: { method: 'PATCH', path: '/api/v1/views/:id' },
} as const satisfies { readonly [Id in keyof Operations]: { readonly method: string; readonly path: string } };
