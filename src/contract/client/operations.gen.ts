// Made by scripts/operations.ts from the contract.
import type * as access from '#contract/access.ts';
import type * as accounts from '#contract/accounts.ts';
import type * as activities from '#contract/activities.ts';
import type * as attachments from '#contract/attachments.ts';
import type * as audit from '#contract/audit.ts';
import type * as bulkChanges from '#contract/bulk-changes.ts';
import type * as bulkRecords from '#contract/bulk-records.ts';
import type * as cadences from '#contract/cadences.ts';
import type * as developmentMailbox from '#contract/development-mailbox.ts';
import type * as enrolling from '#contract/enrolling.ts';
import type * as enrollments from '#contract/enrollments.ts';
import type * as exports from '#contract/exports.ts';
import type * as imports from '#contract/imports.ts';
import type * as jobs from '#contract/jobs.ts';
import type * as mailAccounts from '#contract/mail-accounts.ts';
import type * as meetings from '#contract/meetings.ts';
import type * as merging from '#contract/merging.ts';
import type * as modules from '#contract/modules.ts';
import type * as notes from '#contract/notes.ts';
import type * as notifications from '#contract/notifications.ts';
import type * as pace from '#contract/pace.ts';
import type * as publishing from '#contract/publishing.ts';
import type * as records from '#contract/records.ts';
import type * as recycleBin from '#contract/recycle-bin.ts';
import type * as relations from '#contract/relations.ts';
import type * as reports from '#contract/reports.ts';
import type * as reviews from '#contract/reviews.ts';
import type * as search from '#contract/search.ts';
import type * as sendingDomains from '#contract/sending-domains.ts';
import type * as settings from '#contract/settings.ts';
import type * as simulations from '#contract/simulations.ts';
import type * as singleSignOn from '#contract/single-sign-on.ts';
import type * as tags from '#contract/tags.ts';
import type * as templates from '#contract/templates.ts';
import type * as timeZone from '#contract/time-zone.ts';
import type * as twoFactor from '#contract/two-factor.ts';
import type * as users from '#contract/users.ts';
import type * as versions from '#contract/versions.ts';
import type * as views from '#contract/views.ts';
import type * as webForms from '#contract/web-forms.ts';
import type * as webhookDeliveries from '#contract/webhook-deliveries.ts';
import type * as webhooks from '#contract/webhooks.ts';
import type * as whatsapp from '#contract/whatsapp.ts';

/** Every endpoint of the contract by its id. */
export type Operations = {
  createProfile: typeof access.createProfile;
  createRole: typeof access.createRole;
  createSharingRule: typeof access.createSharingRule;
  createTeam: typeof access.createTeam;
  deleteProfile: typeof access.deleteProfile;
  deleteRole: typeof access.deleteRole;
  deleteSharingRule: typeof access.deleteSharingRule;
  deleteTeam: typeof access.deleteTeam;
  getSharing: typeof access.getSharing;
  listPeople: typeof access.listPeople;
  listProfiles: typeof access.listProfiles;
  listRoles: typeof access.listRoles;
  listTeams: typeof access.listTeams;
  putSharingDefault: typeof access.putSharingDefault;
  updateProfile: typeof access.updateProfile;
  updateRole: typeof access.updateRole;
  updateTeam: typeof access.updateTeam;
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
  createAttachment: typeof attachments.createAttachment;
  deleteAttachment: typeof attachments.deleteAttachment;
  downloadAttachment: typeof attachments.downloadAttachment;
  listAttachments: typeof attachments.listAttachments;
  checkAudit: typeof audit.checkAudit;
  listAudit: typeof audit.listAudit;
  cancelBulkChange: typeof bulkChanges.cancelBulkChange;
  changeMatching: typeof bulkChanges.changeMatching;
  getBulkChange: typeof bulkChanges.getBulkChange;
  listBulkChanges: typeof bulkChanges.listBulkChanges;
  createRecords: typeof bulkRecords.createRecords;
  deleteRecords: typeof bulkRecords.deleteRecords;
  updateRecords: typeof bulkRecords.updateRecords;
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
  whatIf: typeof enrollments.whatIf;
  exportRecords: typeof exports.exportRecords;
  cancelImport: typeof imports.cancelImport;
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
  checkMailAccount: typeof mailAccounts.checkMailAccount;
  createMailAccount: typeof mailAccounts.createMailAccount;
  deleteMailAccount: typeof mailAccounts.deleteMailAccount;
  listMailAccounts: typeof mailAccounts.listMailAccounts;
  putMailAccount: typeof mailAccounts.putMailAccount;
  resumeMailAccount: typeof mailAccounts.resumeMailAccount;
  cancelMeetingInvitation: typeof meetings.cancelMeetingInvitation;
  getMeetingInvitation: typeof meetings.getMeetingInvitation;
  sendMeetingInvitation: typeof meetings.sendMeetingInvitation;
  listDuplicates: typeof merging.listDuplicates;
  mergeRecords: typeof merging.mergeRecords;
  previewMerge: typeof merging.previewMerge;
  addField: typeof modules.addField;
  addModule: typeof modules.addModule;
  changeField: typeof modules.changeField;
  changeModule: typeof modules.changeModule;
  getFieldUses: typeof modules.getFieldUses;
  getModule: typeof modules.getModule;
  listModules: typeof modules.listModules;
  putLayout: typeof modules.putLayout;
  restoreField: typeof modules.restoreField;
  retireField: typeof modules.retireField;
  createNote: typeof notes.createNote;
  deleteNote: typeof notes.deleteNote;
  listNotes: typeof notes.listNotes;
  updateNote: typeof notes.updateNote;
  chooseMyNotifications: typeof notifications.chooseMyNotifications;
  getMyNotifications: typeof notifications.getMyNotifications;
  listNotifications: typeof notifications.listNotifications;
  removeMyChat: typeof notifications.removeMyChat;
  seeNotifications: typeof notifications.seeNotifications;
  setMyChat: typeof notifications.setMyChat;
  getBusinessHours: typeof pace.getBusinessHours;
  getContactLimits: typeof pace.getContactLimits;
  getHolidays: typeof pace.getHolidays;
  proposeHolidays: typeof pace.proposeHolidays;
  putBusinessHours: typeof pace.putBusinessHours;
  putContactLimits: typeof pace.putContactLimits;
  putHolidays: typeof pace.putHolidays;
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
  eraseRecord: typeof recycleBin.eraseRecord;
  listRecycleBin: typeof recycleBin.listRecycleBin;
  restoreRecord: typeof recycleBin.restoreRecord;
  convertLead: typeof relations.convertLead;
  listRelated: typeof relations.listRelated;
  getCadenceReport: typeof reports.getReport;
  listDoubtfulReplies: typeof reviews.listDoubtfulReplies;
  listReviews: typeof reviews.listReviews;
  reviewFollowUp: typeof reviews.reviewFollowUp;
  settleDoubtfulReply: typeof reviews.settleDoubtfulReply;
  searchRecords: typeof search.searchRecords;
  checkSendingDomain: typeof sendingDomains.checkSendingDomain;
  deleteDkimKey: typeof sendingDomains.deleteDkimKey;
  listSendingDomains: typeof sendingDomains.listSendingDomains;
  makeDkimKey: typeof sendingDomains.makeDkimKey;
  confirmSending: typeof settings.confirmSending;
  getAudienceBars: typeof settings.getAudienceBars;
  getCadenceLimits: typeof settings.getCadenceLimits;
  getSending: typeof settings.getSending;
  listUsers: typeof settings.listUsers;
  putAudienceBars: typeof settings.putAudienceBars;
  putCadenceLimits: typeof settings.putCadenceLimits;
  resumeSending: typeof settings.resumeSending;
  cancelSimulation: typeof simulations.cancelSimulation;
  getSimulation: typeof simulations.getSimulation;
  listSimulatedRecords: typeof simulations.listSimulatedRecords;
  listSimulations: typeof simulations.listSimulations;
  startSimulation: typeof simulations.startSimulation;
  beginSingleSignOn: typeof singleSignOn.beginSingleSignOn;
  deleteSingleSignOn: typeof singleSignOn.deleteSingleSignOn;
  finishSingleSignOn: typeof singleSignOn.finishSingleSignOn;
  getSingleSignOn: typeof singleSignOn.getSingleSignOn;
  listSignInWays: typeof singleSignOn.listSignInWays;
  putSingleSignOn: typeof singleSignOn.putSingleSignOn;
  createTag: typeof tags.createTag;
  deleteTag: typeof tags.deleteTag;
  listTags: typeof tags.listTags;
  mergeTag: typeof tags.mergeTag;
  tagRecords: typeof tags.tagRecords;
  updateTag: typeof tags.updateTag;
  addTemplateAttachment: typeof templates.addTemplateAttachment;
  copyTemplateAttachments: typeof templates.copyTemplateAttachments;
  deleteTemplate: typeof templates.deleteTemplate;
  downloadTemplateAttachment: typeof templates.downloadTemplateAttachment;
  getTemplate: typeof templates.getTemplate;
  listTemplates: typeof templates.listTemplates;
  previewTemplate: typeof templates.previewTemplate;
  putTemplate: typeof templates.putTemplate;
  removeTemplateAttachment: typeof templates.removeTemplateAttachment;
  previewTimeZone: typeof timeZone.previewTimeZone;
  putTimeZone: typeof timeZone.putTimeZone;
  confirmTwoFactor: typeof twoFactor.confirmTwoFactor;
  getTwoFactor: typeof twoFactor.getTwoFactor;
  getTwoFactorRequirement: typeof twoFactor.getTwoFactorRequirement;
  putTwoFactorRequirement: typeof twoFactor.putTwoFactorRequirement;
  renewRecoveryCodes: typeof twoFactor.renewRecoveryCodes;
  resetTwoFactor: typeof twoFactor.resetTwoFactor;
  setUpTwoFactor: typeof twoFactor.setUpTwoFactor;
  switchOffTwoFactor: typeof twoFactor.switchOffTwoFactor;
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
  previewView: typeof views.previewView;
  updateView: typeof views.updateView;
  createWebForm: typeof webForms.createWebForm;
  deleteWebForm: typeof webForms.deleteWebForm;
  listWebFormAnswers: typeof webForms.listWebFormAnswers;
  listWebForms: typeof webForms.listWebForms;
  renewWebFormAddress: typeof webForms.renewWebFormAddress;
  settleWebFormAnswer: typeof webForms.settleWebFormAnswer;
  updateWebForm: typeof webForms.updateWebForm;
  getWebhookDelivery: typeof webhookDeliveries.getWebhookDelivery;
  listWebhookDeliveries: typeof webhookDeliveries.listWebhookDeliveries;
  replayWebhook: typeof webhookDeliveries.replayWebhook;
  replayWebhookDelivery: typeof webhookDeliveries.replayWebhookDelivery;
  testWebhook: typeof webhookDeliveries.testWebhook;
  createWebhook: typeof webhooks.createWebhook;
  deleteWebhook: typeof webhooks.deleteWebhook;
  listWebhookEvents: typeof webhooks.listWebhookEvents;
  listWebhooks: typeof webhooks.listWebhooks;
  renewWebhookSecret: typeof webhooks.renewWebhookSecret;
  updateWebhook: typeof webhooks.updateWebhook;
  getWhatsapp: typeof whatsapp.getWhatsapp;
  listWhatsappTemplates: typeof whatsapp.listWhatsappTemplates;
  putWhatsapp: typeof whatsapp.putWhatsapp;
  resumeWhatsapp: typeof whatsapp.resumeWhatsapp;
  synchroniseWhatsapp: typeof whatsapp.synchroniseWhatsapp;
};

type Address = {
  readonly method: string;
  readonly path: string;
  /** It takes a file. */
  readonly body?: string;
};

export const operations = {
  createProfile: { method: 'POST', path: '/api/v1/settings/profiles' },
  createRole: { method: 'POST', path: '/api/v1/settings/roles' },
  createSharingRule: { method: 'POST', path: '/api/v1/settings/sharing-rules' },
  createTeam: { method: 'POST', path: '/api/v1/settings/teams' },
  deleteProfile: { method: 'DELETE', path: '/api/v1/settings/profiles/:id' },
  deleteRole: { method: 'DELETE', path: '/api/v1/settings/roles/:id' },
  deleteSharingRule: { method: 'DELETE', path: '/api/v1/settings/sharing-rules/:id' },
  deleteTeam: { method: 'DELETE', path: '/api/v1/settings/teams/:id' },
  getSharing: { method: 'GET', path: '/api/v1/settings/sharing' },
  listPeople: { method: 'GET', path: '/api/v1/people' },
  listProfiles: { method: 'GET', path: '/api/v1/settings/profiles' },
  listRoles: { method: 'GET', path: '/api/v1/settings/roles' },
  listTeams: { method: 'GET', path: '/api/v1/settings/teams' },
  putSharingDefault: { method: 'PUT', path: '/api/v1/settings/sharing/:module' },
  updateProfile: { method: 'PATCH', path: '/api/v1/settings/profiles/:id' },
  updateRole: { method: 'PUT', path: '/api/v1/settings/roles/:id' },
  updateTeam: { method: 'PUT', path: '/api/v1/settings/teams/:id' },
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
  createAttachment: { method: 'POST', path: '/api/v1/:module/:id/attachments', body: 'file' },
  deleteAttachment: { method: 'DELETE', path: '/api/v1/:module/:id/attachments/:attachment' },
  downloadAttachment: { method: 'GET', path: '/api/v1/:module/:id/attachments/:attachment/content' },
  listAttachments: { method: 'GET', path: '/api/v1/:module/:id/attachments' },
  checkAudit: { method: 'GET', path: '/api/v1/settings/audit-log/check' },
  listAudit: { method: 'GET', path: '/api/v1/settings/audit-log' },
  cancelBulkChange: { method: 'POST', path: '/api/v1/bulk-changes/:id/cancel' },
  changeMatching: { method: 'POST', path: '/api/v1/bulk-changes' },
  getBulkChange: { method: 'GET', path: '/api/v1/bulk-changes/:id' },
  listBulkChanges: { method: 'GET', path: '/api/v1/bulk-changes' },
  createRecords: { method: 'POST', path: '/api/v1/:module/bulk/create' },
  deleteRecords: { method: 'POST', path: '/api/v1/:module/bulk/delete' },
  updateRecords: { method: 'POST', path: '/api/v1/:module/bulk/update' },
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
  whatIf: { method: 'POST', path: '/api/v1/enrollments/:id/what-if' },
  exportRecords: { method: 'GET', path: '/api/v1/:module/export' },
  cancelImport: { method: 'POST', path: '/api/v1/imports/:id/cancel' },
  getImport: { method: 'GET', path: '/api/v1/imports/:id' },
  getImportFailures: { method: 'GET', path: '/api/v1/imports/:id/failures' },
  getImportUndone: { method: 'GET', path: '/api/v1/imports/:id/undone' },
  importRecords: { method: 'POST', path: '/api/v1/:module/import', body: 'csv' },
  listImports: { method: 'GET', path: '/api/v1/imports' },
  stageImport: { method: 'POST', path: '/api/v1/imports', body: 'table' },
  startImport: { method: 'POST', path: '/api/v1/imports/:id/start' },
  tryImport: { method: 'POST', path: '/api/v1/imports/:id/try' },
  undoImport: { method: 'POST', path: '/api/v1/imports/:id/undo' },
  cancelJob: { method: 'POST', path: '/api/v1/jobs/:id/cancel' },
  getJob: { method: 'GET', path: '/api/v1/jobs/:id' },
  listJobs: { method: 'GET', path: '/api/v1/jobs' },
  checkMailAccount: { method: 'POST', path: '/api/v1/settings/mail-accounts/:id/check' },
  createMailAccount: { method: 'POST', path: '/api/v1/settings/mail-accounts' },
  deleteMailAccount: { method: 'DELETE', path: '/api/v1/settings/mail-accounts/:id' },
  listMailAccounts: { method: 'GET', path: '/api/v1/settings/mail-accounts' },
  putMailAccount: { method: 'PUT', path: '/api/v1/settings/mail-accounts/:id' },
  resumeMailAccount: { method: 'POST', path: '/api/v1/settings/mail-accounts/:id/resume' },
  cancelMeetingInvitation: { method: 'DELETE', path: '/api/v1/meetings/:id/invitation' },
  getMeetingInvitation: { method: 'GET', path: '/api/v1/meetings/:id/invitation' },
  sendMeetingInvitation: { method: 'PUT', path: '/api/v1/meetings/:id/invitation' },
  listDuplicates: { method: 'GET', path: '/api/v1/:module/:id/duplicates' },
  mergeRecords: { method: 'POST', path: '/api/v1/:module/:id/merge' },
  previewMerge: { method: 'POST', path: '/api/v1/:module/:id/merge/preview' },
  addField: { method: 'POST', path: '/api/v1/modules/:module/fields' },
  addModule: { method: 'POST', path: '/api/v1/modules' },
  changeField: { method: 'PATCH', path: '/api/v1/modules/:module/fields/:field' },
  changeModule: { method: 'PATCH', path: '/api/v1/modules/:module' },
  getFieldUses: { method: 'GET', path: '/api/v1/modules/:module/fields/:field/uses' },
  getModule: { method: 'GET', path: '/api/v1/modules/:module' },
  listModules: { method: 'GET', path: '/api/v1/modules' },
  putLayout: { method: 'PUT', path: '/api/v1/modules/:module/layout' },
  restoreField: { method: 'POST', path: '/api/v1/modules/:module/fields/:field/restore' },
  retireField: { method: 'POST', path: '/api/v1/modules/:module/fields/:field/retire' },
  createNote: { method: 'POST', path: '/api/v1/:module/:id/notes' },
  deleteNote: { method: 'DELETE', path: '/api/v1/:module/:id/notes/:note' },
  listNotes: { method: 'GET', path: '/api/v1/:module/:id/notes' },
  updateNote: { method: 'PATCH', path: '/api/v1/:module/:id/notes/:note' },
  chooseMyNotifications: { method: 'PUT', path: '/api/v1/me/notifications' },
  getMyNotifications: { method: 'GET', path: '/api/v1/me/notifications' },
  listNotifications: { method: 'GET', path: '/api/v1/notifications' },
  removeMyChat: { method: 'DELETE', path: '/api/v1/me/notifications/chat' },
  seeNotifications: { method: 'POST', path: '/api/v1/notifications/seen' },
  setMyChat: { method: 'PUT', path: '/api/v1/me/notifications/chat' },
  getBusinessHours: { method: 'GET', path: '/api/v1/settings/business-hours' },
  getContactLimits: { method: 'GET', path: '/api/v1/settings/contact-limits' },
  getHolidays: { method: 'GET', path: '/api/v1/settings/holidays/:year' },
  proposeHolidays: { method: 'GET', path: '/api/v1/settings/holidays/:year/mainland-china' },
  putBusinessHours: { method: 'PUT', path: '/api/v1/settings/business-hours' },
  putContactLimits: { method: 'PUT', path: '/api/v1/settings/contact-limits' },
  putHolidays: { method: 'PUT', path: '/api/v1/settings/holidays/:year' },
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
  eraseRecord: { method: 'POST', path: '/api/v1/:module/:id/erase' },
  listRecycleBin: { method: 'GET', path: '/api/v1/recycle-bin' },
  restoreRecord: { method: 'POST', path: '/api/v1/:module/:id/restore' },
  convertLead: { method: 'POST', path: '/api/v1/leads/:id/convert' },
  listRelated: { method: 'GET', path: '/api/v1/:module/:id/related' },
  getCadenceReport: { method: 'GET', path: '/api/v1/cadences/:id/report' },
  listDoubtfulReplies: { method: 'GET', path: '/api/v1/doubtful-replies' },
  listReviews: { method: 'GET', path: '/api/v1/reviews' },
  reviewFollowUp: { method: 'POST', path: '/api/v1/enrollments/:id/follow-ups/:number/review' },
  settleDoubtfulReply: { method: 'POST', path: '/api/v1/doubtful-replies/:id/verdict' },
  searchRecords: { method: 'GET', path: '/api/v1/search' },
  checkSendingDomain: { method: 'POST', path: '/api/v1/settings/sending-domains/:domain/check' },
  deleteDkimKey: { method: 'DELETE', path: '/api/v1/settings/sending-domains/:domain/dkim-key' },
  listSendingDomains: { method: 'GET', path: '/api/v1/settings/sending-domains' },
  makeDkimKey: { method: 'POST', path: '/api/v1/settings/sending-domains/:domain/dkim-key' },
  confirmSending: { method: 'POST', path: '/api/v1/settings/sending/confirm' },
  getAudienceBars: { method: 'GET', path: '/api/v1/settings/audience-bars' },
  getCadenceLimits: { method: 'GET', path: '/api/v1/settings/cadence-limits' },
  getSending: { method: 'GET', path: '/api/v1/settings/sending' },
  listUsers: { method: 'GET', path: '/api/v1/users' },
  putAudienceBars: { method: 'PUT', path: '/api/v1/settings/audience-bars' },
  putCadenceLimits: { method: 'PUT', path: '/api/v1/settings/cadence-limits' },
  resumeSending: { method: 'POST', path: '/api/v1/settings/sending/resume' },
  cancelSimulation: { method: 'POST', path: '/api/v1/simulations/:id/cancel' },
  getSimulation: { method: 'GET', path: '/api/v1/simulations/:id' },
  listSimulatedRecords: { method: 'GET', path: '/api/v1/simulations/:id/records' },
  listSimulations: { method: 'GET', path: '/api/v1/cadences/:id/simulations' },
  startSimulation: { method: 'POST', path: '/api/v1/cadences/:id/simulations' },
  beginSingleSignOn: { method: 'POST', path: '/api/v1/session/single-sign-on/:id/begin' },
  deleteSingleSignOn: { method: 'DELETE', path: '/api/v1/settings/single-sign-on' },
  finishSingleSignOn: { method: 'POST', path: '/api/v1/session/single-sign-on/finish' },
  getSingleSignOn: { method: 'GET', path: '/api/v1/settings/single-sign-on' },
  listSignInWays: { method: 'GET', path: '/api/v1/session/single-sign-on' },
  putSingleSignOn: { method: 'PUT', path: '/api/v1/settings/single-sign-on' },
  createTag: { method: 'POST', path: '/api/v1/modules/:module/tags' },
  deleteTag: { method: 'DELETE', path: '/api/v1/modules/:module/tags/:tag' },
  listTags: { method: 'GET', path: '/api/v1/modules/:module/tags' },
  mergeTag: { method: 'POST', path: '/api/v1/modules/:module/tags/:tag/merge' },
  tagRecords: { method: 'POST', path: '/api/v1/:module/tagging' },
  updateTag: { method: 'PATCH', path: '/api/v1/modules/:module/tags/:tag' },
  addTemplateAttachment: { method: 'POST', path: '/api/v1/templates/:name/attachments', body: 'file' },
  copyTemplateAttachments: { method: 'POST', path: '/api/v1/templates/:name/attachment-copies' },
  deleteTemplate: { method: 'DELETE', path: '/api/v1/templates/:name' },
  downloadTemplateAttachment: { method: 'GET', path: '/api/v1/templates/:name/attachments/:attachment/content' },
  getTemplate: { method: 'GET', path: '/api/v1/templates/:name' },
  listTemplates: { method: 'GET', path: '/api/v1/templates' },
  previewTemplate: { method: 'POST', path: '/api/v1/template-previews' },
  putTemplate: { method: 'PUT', path: '/api/v1/templates/:name' },
  removeTemplateAttachment: { method: 'DELETE', path: '/api/v1/templates/:name/attachments/:attachment' },
  previewTimeZone: { method: 'POST', path: '/api/v1/settings/time-zone/preview' },
  putTimeZone: { method: 'PUT', path: '/api/v1/settings/time-zone' },
  confirmTwoFactor: { method: 'POST', path: '/api/v1/me/two-factor/confirm' },
  getTwoFactor: { method: 'GET', path: '/api/v1/me/two-factor' },
  getTwoFactorRequirement: { method: 'GET', path: '/api/v1/settings/two-factor' },
  putTwoFactorRequirement: { method: 'PUT', path: '/api/v1/settings/two-factor' },
  renewRecoveryCodes: { method: 'POST', path: '/api/v1/me/two-factor/recovery-codes' },
  resetTwoFactor: { method: 'DELETE', path: '/api/v1/settings/users/:id/two-factor' },
  setUpTwoFactor: { method: 'POST', path: '/api/v1/me/two-factor' },
  switchOffTwoFactor: { method: 'POST', path: '/api/v1/me/two-factor/off' },
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
  previewView: { method: 'POST', path: '/api/v1/views/:id/preview' },
  updateView: { method: 'PATCH', path: '/api/v1/views/:id' },
  createWebForm: { method: 'POST', path: '/api/v1/settings/web-forms' },
  deleteWebForm: { method: 'DELETE', path: '/api/v1/settings/web-forms/:id' },
  listWebFormAnswers: { method: 'GET', path: '/api/v1/settings/web-forms/:id/answers' },
  listWebForms: { method: 'GET', path: '/api/v1/settings/web-forms' },
  renewWebFormAddress: { method: 'POST', path: '/api/v1/settings/web-forms/:id/address' },
  settleWebFormAnswer: { method: 'POST', path: '/api/v1/settings/web-forms/:id/answers/:answer/verdict' },
  updateWebForm: { method: 'PUT', path: '/api/v1/settings/web-forms/:id' },
  getWebhookDelivery: { method: 'GET', path: '/api/v1/settings/webhooks/:id/deliveries/:delivery' },
  listWebhookDeliveries: { method: 'GET', path: '/api/v1/settings/webhooks/:id/deliveries' },
  replayWebhook: { method: 'POST', path: '/api/v1/settings/webhooks/:id/replay' },
  replayWebhookDelivery: { method: 'POST', path: '/api/v1/settings/webhooks/:id/deliveries/:delivery/replay' },
  testWebhook: { method: 'POST', path: '/api/v1/settings/webhooks/:id/test' },
  createWebhook: { method: 'POST', path: '/api/v1/settings/webhooks' },
  deleteWebhook: { method: 'DELETE', path: '/api/v1/settings/webhooks/:id' },
  listWebhookEvents: { method: 'GET', path: '/api/v1/settings/webhook-events' },
  listWebhooks: { method: 'GET', path: '/api/v1/settings/webhooks' },
  renewWebhookSecret: { method: 'POST', path: '/api/v1/settings/webhooks/:id/secret' },
  updateWebhook: { method: 'PATCH', path: '/api/v1/settings/webhooks/:id' },
  getWhatsapp: { method: 'GET', path: '/api/v1/settings/whatsapp' },
  listWhatsappTemplates: { method: 'GET', path: '/api/v1/whatsapp-templates' },
  putWhatsapp: { method: 'PUT', path: '/api/v1/settings/whatsapp' },
  resumeWhatsapp: { method: 'POST', path: '/api/v1/settings/whatsapp/resume' },
  synchroniseWhatsapp: { method: 'POST', path: '/api/v1/settings/whatsapp/synchronise' },
} as const satisfies { readonly [Id in keyof Operations]: Address };
