-- Whether the end of a task means that its target is gone.
alter table task add column if not exists target_removes boolean default false not null;

-- Targets that a task has removed, until another one that was created later succeeds for them. A table of its own,
-- because the tasks are deleted after their retention.
create table if not exists removed_target (
  target_type varchar(100) not null,
  target_name varchar(500) not null,
  removed_at bigint not null,
  primary key (target_type, target_name)
);
