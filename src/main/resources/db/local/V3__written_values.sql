-- What the runs of a sub task wrote, however they ended: for its own rollback.
alter table sub_task add column if not exists written varchar(1048576);
