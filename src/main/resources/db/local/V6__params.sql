-- The parameters of a task after each change of them; the first ones are in the table of tasks.
create table if not exists task_params (
  task_id bigint not null,
  revision int not null,
  params varchar(1048576) not null,
  changed_at bigint not null,
  changed_by varchar(200) not null,
  reason varchar(1048576),
  primary key (task_id, revision)
);

-- The newest revision of a task, and the one that an attempt uses. Null stands for 1: rows of earlier versions.
alter table task add column if not exists params_revision int;
alter table sub_task add column if not exists attempt_params_revision int;
alter table attempt add column if not exists params_revision int;

-- The administrator who released the claim of a failed task, at claim_released_at; null if it was not one.
alter table task add column if not exists claim_released_by varchar(200);
alter table task add column if not exists claim_release_reason varchar(1048576);
