-- The host's boot during which an attempt was stored: after another one, a file that is missing proves nothing.
alter table sub_task add column if not exists attempt_boot varchar(40);
alter table attempt add column if not exists boot varchar(40);

-- Requests that were accepted and must not run again, by the SHA-256 of their header, until that ends.
create table if not exists accepted_request (
  request_hash varchar(64) primary key,
  valid_until bigint not null
);
create index if not exists accepted_request_until on accepted_request (valid_until);
