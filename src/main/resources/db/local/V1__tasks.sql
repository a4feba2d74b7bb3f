-- Instants are microseconds since 1970, ids are given by the application. H2 commits every statement that
-- defines something: a start that was killed in the middle runs all of them again, so each must bear that.

-- One row: whoever gives ids or takes claims locks it first.
create table if not exists gate (
  id int primary key,
  next_id bigint not null
);
insert into gate (id, next_id) select 1, 1 where not exists (select 1 from gate);

-- Copies of operations, one for each version of a file that tasks were made from.
create table if not exists document (
  sha256 varchar(64) primary key,
  body varchar(1048576) not null
);

create table if not exists task (
  id bigint primary key,
  operation varchar(200) not null,
  name_en varchar(500) not null,
  name_zh varchar(500) not null,
  scope varchar(10) not null,
  maintenance varchar(10) not null,
  claim_key varchar(200),
  agent varchar(100),
  release_on_failure boolean not null,
  target_type varchar(100),
  target_name varchar(500),
  hosts varchar(1048576) not null,
  params varchar(1048576) not null,
  sha256 varchar(64) not null,
  initiator varchar(200) not null,
  source varchar(10) not null,
  parent_id bigint,
  hidden boolean not null,
  reason varchar(1048576),
  created_at bigint not null,
  state varchar(20) not null,
  direction varchar(10) not null,
  terminating boolean not null,
  abandoned boolean not null,
  claim_held boolean not null,
  claim_released_at bigint,
  started_at bigint,
  ended_at bigint,
  version bigint not null
);
create index if not exists task_created on task (created_at, id);
create index if not exists task_ended on task (ended_at, id);
create index if not exists task_name on task (name_en, id);
create index if not exists task_state on task (state, created_at, id);

create table if not exists sub_task (
  id bigint primary key,
  task_id bigint not null,
  position int not null,
  step_id varchar(200) not null,
  host varchar(100) not null,
  state varchar(20) not null,
  queued_kind varchar(10),
  queued_trigger varchar(10),
  queued_resting varchar(20),
  attempt_no int not null,
  attempt_kind varchar(10),
  attempt_trigger varchar(10),
  attempt_started_at bigint,
  attempt_ended_at bigint,
  attempt_outcome varchar(10),
  attempt_cause varchar(12),
  exit_code int,
  signal varchar(20),
  attempt_message varchar(1048576),
  to_undo boolean not null,
  auto_retries int not null,
  waiting_reason varchar(10),
  waiting_text varchar(1048576),
  waiting_since bigint,
  waiting_until bigint,
  output varchar(1048576),
  skipped_by varchar(200),
  skipped_at bigint,
  skipped_reason varchar(1048576),
  cause varchar(12),
  message varchar(1048576),
  started_at bigint,
  ended_at bigint,
  version bigint not null
);
create index if not exists sub_task_task on sub_task (task_id, position);

-- Attempts that a newer one has followed; the latest is part of its sub task.
create table if not exists attempt (
  sub_task_id bigint not null,
  attempt_no int not null,
  attempt_kind varchar(10) not null,
  attempt_trigger varchar(10) not null,
  started_at bigint,
  ended_at bigint,
  outcome varchar(10),
  cause varchar(12),
  exit_code int,
  signal varchar(20),
  message varchar(1048576),
  primary key (sub_task_id, attempt_no)
);

-- The key says it once more: two tasks never hold the same claim. '' stands for no key, no agent.
create table if not exists hold (
  scope varchar(10) not null,
  maintenance varchar(10) not null,
  claim_key varchar(200) not null,
  agent varchar(100) not null,
  task_id bigint not null,
  since bigint not null,
  primary key (scope, maintenance, claim_key, agent)
);
create index if not exists hold_task on hold (task_id);

create table if not exists claim_use (
  scope varchar(10) not null,
  maintenance varchar(10) not null,
  claim_key varchar(200) not null,
  agent varchar(100) not null,
  task_id bigint not null,
  used_at bigint not null,
  primary key (scope, maintenance, claim_key, agent)
);
create index if not exists claim_use_used on claim_use (used_at);

create table if not exists audit (
  id bigint primary key,
  said_at bigint not null,
  actor varchar(200) not null,
  actor_role varchar(20),
  source varchar(10) not null,
  address varchar(100),
  action varchar(100) not null,
  task_id bigint,
  sub_task_id bigint,
  reason varchar(1048576),
  state_before varchar(1048576),
  state_after varchar(1048576),
  result varchar(10) not null,
  code varchar(100)
);
create index if not exists audit_task on audit (task_id, id);

create table if not exists idempotency (
  user_name varchar(200) not null,
  idem_key varchar(300) not null,
  request_hash varchar(64) not null,
  status int not null,
  body varchar(1048576) not null,
  location varchar(1000),
  etag varchar(100),
  answered_at bigint not null,
  primary key (user_name, idem_key)
);
create index if not exists idempotency_answered on idempotency (answered_at);

create table if not exists app_user (
  name varchar(200) primary key,
  user_role varchar(20) not null,
  password_hash varchar(1000) not null,
  changed_at bigint not null
);

create table if not exists setting (
  name varchar(200) primary key,
  setting_value varchar(1048576) not null,
  changed_at bigint not null
);
