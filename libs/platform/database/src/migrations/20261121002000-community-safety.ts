import { type MigrationInterface, type QueryRunner } from 'typeorm';

import { newUuid, uuidToBinary } from '../uuid.ts';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

type Rule = readonly [kind: string, language: 'ko' | 'en', hides: boolean, phrases: readonly string[]];

/**
 * To begin with; the staff edits them. `#` is a digit, `*` a gap of some characters; spaces and punctuation do not
 * count. The red flags are the danger signs of the national health portal (hirasabo.or.kr/0304/section2_2.html) and of
 * nationalasthma.org.au in the words that people use for them.
 */
const firstRules: readonly Rule[] = [
  [
    'red-flag',
    'ko',
    false,
    [
      '숨을 못 쉬',
      '숨을 쉴 수가 없',
      '숨이 안 쉬어',
      '숨이 막혀서*말을',
      '숨차서 말을 못',
      '말하기 힘들 정도로 숨',
      '누울 수가 없',
      '눕지도 못하',
      '입술이*파래',
      '입술이*파랗',
      '손톱이*파랗',
      '흡입기*써도*안 들',
      '벤토린*써도*안',
      '의식이 흐려',
    ],
  ],
  [
    'red-flag',
    'en',
    false,
    ['cannot breathe', "can't breathe", 'lips are blue', 'blue lips', 'inhaler is not helping'],
  ],
  [
    'advert',
    'ko',
    true,
    [
      '카톡 문의',
      '텔레그램 문의',
      '최저가*구매',
      '완치*보장',
      '천식*완치 비법',
      '체험단 모집',
      '무료 체험*신청',
    ],
  ],
  ['advert', 'en', true, ['miracle cure', 'buy now*discount']],
  [
    'dosing-advice',
    'ko',
    false,
    [
      '용량을*늘리세요',
      '용량을*줄이세요',
      '두 배로*쓰세요',
      '두 배로*드세요',
      '#번 더*흡입하세요',
      '약을 끊으세요',
      '약 끊어도 돼',
      '스테로이드*끊으세요',
    ],
  ],
  ['dosing-advice', 'en', false, ['double your dose', 'double the dose', 'stop taking your']],
  [
    'contact-data',
    'ko',
    false,
    ['010########', '카톡 아이디', '카카오톡 아이디', '@*com', '@*net', '######-#######'],
  ],
];

/** Blocks and mutes, rules that look at what is written, abuse reports, sanctions (libs/domain/community). */
export class CommunitySafety20261121002000 implements MigrationInterface {
  name = 'CommunitySafety20261121002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_refusals (
        member_id BINARY(16) NOT NULL,
        kind VARCHAR(5) NOT NULL,
        other_id BINARY(16) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, kind, other_id),
        INDEX ix_member_refusals_other_id_kind (other_id, kind),
        INDEX ix_member_refusals_member_id_kind_created_at_other_id (member_id, kind, created_at, other_id)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE community_rules (
        id BINARY(16) NOT NULL,
        kind VARCHAR(13) NOT NULL,
        language VARCHAR(2) NOT NULL,
        phrase VARCHAR(60) NOT NULL,
        hides TINYINT NOT NULL,
        active TINYINT NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_community_rules_kind_phrase (kind, phrase),
        INDEX ix_community_rules_active (active)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE abuse_reports (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        subject_kind VARCHAR(7) NOT NULL,
        subject_id BINARY(16) NOT NULL,
        source VARCHAR(6) NOT NULL,
        reporter_id BINARY(16) NULL,
        reason VARCHAR(14) NOT NULL,
        note VARCHAR(500) NULL,
        snapshot MEDIUMTEXT NOT NULL,
        priority TINYINT UNSIGNED NOT NULL,
        state VARCHAR(7) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        due_at DATETIME(3) NOT NULL,
        claimed_by BINARY(16) NULL,
        claimed_at DATETIME(3) NULL,
        decision VARCHAR(8) NULL,
        decision_reason VARCHAR(300) NULL,
        decided_by BINARY(16) NULL,
        decided_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_abuse_reports_reporter_id_subject_id (reporter_id, subject_id),
        INDEX ix_abuse_reports_state_priority_due_at_id (state, priority, due_at, id),
        INDEX ix_abuse_reports_subject_id_state (subject_id, state),
        INDEX ix_abuse_reports_member_id (member_id)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE sanctions (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        report_id BINARY(16) NOT NULL,
        kind VARCHAR(8) NOT NULL,
        reason VARCHAR(300) NOT NULL,
        subject_kind VARCHAR(7) NOT NULL,
        subject_id BINARY(16) NOT NULL,
        decided_by BINARY(16) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        expires_at DATETIME(3) NULL,
        appeal_state VARCHAR(6) NOT NULL,
        appeal VARCHAR(1000) NULL,
        appealed_at DATETIME(3) NULL,
        answer VARCHAR(300) NULL,
        answered_by BINARY(16) NULL,
        answered_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        INDEX ix_sanctions_member_id_created_at_id (member_id, created_at, id),
        INDEX ix_sanctions_appeal_state_appealed_at_id (appeal_state, appealed_at, id)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE posting_counts (
        member_id BINARY(16) NOT NULL,
        total INT UNSIGNED NOT NULL,
        hour_began_at DATETIME(3) NOT NULL,
        in_hour INT UNSIGNED NOT NULL,
        PRIMARY KEY (member_id)
      ) ${options}`);
    await this.writeFirstRules(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'posting_counts',
      'sanctions',
      'abuse_reports',
      'community_rules',
      'member_refusals',
    ]) {
      await runner.query(`DROP TABLE ${name}`);
    }
  }

  private async writeFirstRules(runner: QueryRunner): Promise<void> {
    for (const [kind, language, hides, phrases] of firstRules) {
      for (const phrase of phrases) {
        await runner.query(
          `INSERT INTO community_rules (id, kind, language, phrase, hides, active, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
          [uuidToBinary(newUuid()), kind, language, phrase, hides],
        );
      }
    }
  }
}
