import { type MigrationInterface } from 'typeorm';
import { Outbox20261121000000 } from './20261121000000-outbox.ts';
import { Idempotency20261121000050 } from './20261121000050-idempotency.ts';
import { Identity20261121000100 } from './20261121000100-identity.ts';
import { Records20261121000200 } from './20261121000200-records.ts';
import { Staff20261121000300 } from './20261121000300-staff.ts';
import { Social20261121000400 } from './20261121000400-social.ts';
import { Drugs20261121000500 } from './20261121000500-drugs.ts';
import { Medications20261121000600 } from './20261121000600-medications.ts';
import { Reminders20261121000700 } from './20261121000700-reminders.ts';
import { Inbox20261121000800 } from './20261121000800-inbox.ts';
import { ControlAssessments20261121000900 } from './20261121000900-control-assessments.ts';
import { ActionPlans20261121001000 } from './20261121001000-action-plans.ts';
import { Search20261121001100 } from './20261121001100-search.ts';
import { Reports20261121001200 } from './20261121001200-reports.ts';
import { ChoreRuns20261121001300 } from './20261121001300-chore-runs.ts';
import { Sync20261121001400 } from './20261121001400-sync.ts';
import { Content20261121001700 } from './20261121001700-content.ts';
import { Caregivers20261121001800 } from './20261121001800-caregivers.ts';
import { Community20261121001900 } from './20261121001900-community.ts';
import { CommunitySafety20261121002000 } from './20261121002000-community-safety.ts';
import { Files20261121002100 } from './20261121002100-files.ts';
import { Exports20261121002200 } from './20261121002200-exports.ts';
import { ShareCodes20261121002300 } from './20261121002300-share-codes.ts';
import { Family20261121002400 } from './20261121002400-family.ts';
import { Exposure20261121002500 } from './20261121002500-exposure.ts';
import { SearchQueries20261121002600 } from './20261121002600-search-queries.ts';
import { SyncKinds20261121002700 } from './20261121002700-sync-kinds.ts';
import { DoseSlotsOfMembers20261121002800 } from './20261121002800-dose-slots-of-members.ts';
import { StaffInvitations20261121002900 } from './20261121002900-staff-invitations.ts';
import { BanMarks20261121003200 } from './20261121003200-ban-marks.ts';
import { MemberKeys20261121003400 } from './20261121003400-member-keys.ts';
import { ReportsByReason20261122000100 } from './20261122000100-reports-by-reason.ts';
import { SearchTitles20261122000200 } from './20261122000200-search-titles.ts';
import { SearchTexts20261122000300 } from './20261122000300-search-texts.ts';
import { NewestDocumentsFirst20261122000400 } from './20261122000400-newest-documents-first.ts';

/** Every migration in the order of its time stamp; one that has been released is never changed. */
export const migrations: (new () => MigrationInterface)[] = [
  Outbox20261121000000,
  Idempotency20261121000050,
  Identity20261121000100,
  Records20261121000200,
  Staff20261121000300,
  Social20261121000400,
  Drugs20261121000500,
  Medications20261121000600,
  Reminders20261121000700,
  Inbox20261121000800,
  ControlAssessments20261121000900,
  ActionPlans20261121001000,
  Search20261121001100,
  Reports20261121001200,
  ChoreRuns20261121001300,
  Sync20261121001400,
  Content20261121001700,
  Caregivers20261121001800,
  Community20261121001900,
  CommunitySafety20261121002000,
  Files20261121002100,
  Exports20261121002200,
  ShareCodes20261121002300,
  Family20261121002400,
  Exposure20261121002500,
  SearchQueries20261121002600,
  SyncKinds20261121002700,
  DoseSlotsOfMembers20261121002800,
  StaffInvitations20261121002900,
  BanMarks20261121003200,
  MemberKeys20261121003400,
  ReportsByReason20261122000100,
  SearchTitles20261122000200,
  SearchTexts20261122000300,
  NewestDocumentsFirst20261122000400,
];
