-- What a sub task waits for, in Chinese; waiting_text has it in English. Null in rows of earlier versions.
alter table sub_task add column if not exists waiting_text_zh varchar(1048576);
