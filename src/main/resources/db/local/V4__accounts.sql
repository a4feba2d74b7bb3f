-- Users that can be disabled, sessions of the page, and bearer tokens. Secrets are stored as SHA-256, lower-case hex.
alter table app_user add column if not exists disabled boolean default false not null;
alter table app_user add column if not exists created_at bigint;
alter table app_user add column if not exists last_login_at bigint;
update app_user set created_at = changed_at where created_at is null;
alter table app_user alter column created_at set not null;

-- Without a foreign key: root@sys has sessions, but is a user of OceanBase.
create table if not exists login_session (
  id_hash varchar(64) primary key,
  user_name varchar(200) not null,
  created_at bigint not null,
  used_at bigint not null
);

create table if not exists api_token (
  id varchar(20) primary key,
  name varchar(200) not null,
  owner varchar(200) not null,
  user_role varchar(20) not null,
  secret_hash varchar(64) not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
