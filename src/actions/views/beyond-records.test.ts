import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putRole } from '#actions/access/roles.ts';
import { deleteTeam, putTeam } from '#actions/access/teams.ts';
import { readRound } from '#actions/enrollments/read-rounds.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { saveMemberAccess } from '#storage/access/member-access.ts';
import { saveBarsOfAudiences } from '#storage/organizations/audience-bars.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('what criteria ask beyond the record, on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
    await office.inOrganization((tx) => saveBarsOfAudiences(tx, []));
  });
  afterAll(() => office?.close());

  const campaign = async (name: string, status: string): Promise<CrmRecord> => {
    const made = await createRecord(office.acting, { module: 'campaigns', values: { name, status } });
    if (made.kind !== 'created') throw new Error(JSON.stringify(made));
    return made.record;
  };
  const becomes = (one: CrmRecord, status: string) =>
    updateRecord(office.acting, { module: 'campaigns', record: one.publicId, revision: null, values: { status } });
  /** What the worker does within a minute. */
  const minute = async () => {
    await office.passMinute();
    await office.steps.sweep(office.world.organization);
    await office.settle();
  };
  const letters = [email('later', { delay: { days: 60 } })];
  const listening = async (name: string, criteria: Criteria, more: Partial<CadenceFile> = {}) => {
    await office.view(name, criteria);
    const unenroll = [{ id: 'left', leftView: true as const }];
    const audience = { view: name, enrollNew: {} };
    return office.apply(cadence(name, { audience, followUps: letters, unenroll, ...more }));
  };

  it('V-4 a record enters and leaves a view when the record that it leads to changes, or is deleted', async () => {
    const [fair, other] = [await campaign('Fair', 'Planned'), await campaign('Other', 'Planned')];
    const all = await Promise.all([1, 2, 3].map((n) => office.lead(`Fair ${n}`, { campaign: fair.publicId })));
    const [first, second] = all as [CrmRecord, CrmRecord];
    const without = await office.lead('Without');
    const applied = await listening('At an active campaign', { field: 'campaign.status', is: 'Active' });
    office.skip(10, 'minutes');
    await minute();
    expect(await office.rounds(first)).toEqual([]);
    await becomes(fair, 'Active');
    await minute();
    const statuses = () => Promise.all(all.map((lead) => office.status(lead, applied)));
    expect(await statuses()).toEqual(['active', 'active', 'active']);
    expect(await office.rounds(without)).toEqual([]);
    await office.changes(second, { campaign: other.publicId });
    await minute();
    expect(await office.status(second, applied)).toBe('unenrolled: left');
    office.skip(10, 'minutes');
    await deleteRecord(office.acting, { module: 'campaigns', record: fair.publicId, revision: null });
    await minute();
    expect(await statuses()).toEqual(['unenrolled: left', 'unenrolled: left', 'unenrolled: left']);
  });

  it('V-2 V-4 a rule about a related record lets go whom SQL finds, and keeps who has none', async () => {
    const show = await campaign('Show', 'Planned');
    const over = [{ id: 'over', record: { field: 'campaign.status', is: 'Completed' } }] as const;
    const applied = await office.apply(cadence('Until it is over', { followUps: letters, unenroll: [...over] }));
    const [visitor, nobody] = [await office.lead('Visitor', { campaign: show.publicId }), await office.lead('Nobody')];
    await office.enrollAll(applied, [visitor, nobody]);
    office.skip(10, 'minutes');
    await minute();
    expect(await office.status(visitor)).toBe('active');
    await becomes(show, 'Completed');
    await minute();
    expect([await office.status(visitor), await office.status(nobody)]).toEqual(['unenrolled: over', 'active']);
    const reading = { ...office.acting, definitions: office.definitions };
    const again = await readRound(reading, (await office.round(visitor)).id);
    expect(again?.choices).toMatchObject({ restart: 'unenrolment_rule_met' });
    const late = await office.lead('Late visitor', { campaign: show.publicId });
    expect(await office.enroll(applied, late)).toMatchObject({ reason: 'unenrolment_rule_met' });
  });

  it('V-4 time makes a condition on a related record true', async () => {
    const end = new Date(office.now + 86_400_000).toISOString().slice(0, 10);
    const made = await createRecord(office.acting, { module: 'campaigns', values: { name: 'Ends', end_date: end } });
    if (made.kind !== 'created') throw new Error(JSON.stringify(made));
    const lead = await office.lead('Waits', { campaign: made.record.publicId });
    const applied = await listening('Campaign is long over', {
      field: 'campaign.end_date',
      more_than_ago: { days: 7 },
    });
    office.skip(5, 'days');
    await minute();
    expect(await office.rounds(lead)).toEqual([]);
    office.skip(5, 'days');
    await minute();
    expect(await office.status(lead, applied)).toBe('active');
  });

  it('V-4 a record enters and leaves when other people belong to the team or the role', async () => {
    const { owner: omar } = (await office.lead('Of Omar')).values;
    const team = await putTeam(office.acting, { id: null, content: { name: 'North', members: [] } });
    const top = await putRole(office.acting, { id: null, content: { name: 'Head', parent: null, peers: false } });
    if (team.kind !== 'saved' || top.kind !== 'saved' || typeof omar !== 'string') throw new Error('nobody');
    const below = { name: 'Below', parent: top.role.publicId, peers: false };
    const role = await putRole(office.acting, { id: null, content: below });
    if (role.kind !== 'saved') throw new Error(role.reason);
    const lead = await office.lead('Of the team');
    const named = { any: [{ team: team.team.publicId }, { role: top.role.publicId }] };
    const asked: Criteria = { any: named.any.map((one) => ({ field: 'owner', belongs_to: one })) };
    const applied = await listening('Of ours', asked);
    const members = (...ids: string[]) =>
      putTeam(office.acting, { id: team.team.publicId, content: { name: 'North', members: ids } });
    office.skip(10, 'minutes');
    await minute();
    expect(await office.rounds(lead)).toEqual([]);
    await members(omar);
    await minute();
    expect(await office.status(lead, applied)).toBe('active');
    office.skip(10, 'minutes');
    await members();
    await minute();
    expect(await office.status(lead, applied)).toBe('unenrolled: left');
    await office.inOrganization((tx) => saveMemberAccess(tx, omar, { role: role.role.publicId }));
    await putRole(office.acting, { id: role.role.publicId, content: below });
    await minute();
    expect(await office.status(lead, applied)).toBe('active');
    expect(await deleteTeam(office.acting, team.team.publicId)).toMatchObject({
      reason: 'team_in_use',
      params: { rules: 'Of ours' },
    });
  });
});
