-- What an entry is about, by its public id, so that an entry can be read after the object is gone; the task whose claim
-- caused a refusal; and how many equal requests an entry stands for.
alter table audit add column if not exists object_type varchar(10);
alter table audit add column if not exists object_id varchar(500);
alter table audit add column if not exists holder_id bigint;
alter table audit add column if not exists times int default 1 not null;
update audit set object_type = 'SUBTASK' where object_type is null and sub_task_id is not null;
update audit set object_type = 'TASK' where object_type is null and task_id is not null;
create index if not exists audit_said on audit (said_at, id);
create index if not exists audit_object on audit (object_id, id);
