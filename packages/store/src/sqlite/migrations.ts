/** Numbered by their place, forward only, never edited once released. */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `create table aggregate (
     key text not null,
     kind text not null,
     version integer not null,
     state text not null,
     wake_at integer,
     primary key (key, kind)
   ) strict;
   create index aggregate_wake_at on aggregate (wake_at) where wake_at is not null;
   create table event (
     key text not null,
     kind text not null,
     version integer not null,
     data text not null,
     primary key (key, kind, version)
   ) strict;
   create table idempotency (
     scope text not null,
     key text not null,
     fingerprint text not null,
     status integer not null,
     body text not null,
     primary key (scope, key)
   ) strict;`,
  // An index ends with the row id, so this one lists a kind in the order of creation.
  `create index aggregate_kind on aggregate (kind);`,
  // The kind first: keys of several kinds begin alike, and a list of one kind by the beginning of
  // a key would go through all the others. Row ids stay: they are the order of creation.
  `create table aggregate_by_kind (
     key text not null,
     kind text not null,
     version integer not null,
     state text not null,
     wake_at integer,
     primary key (kind, key)
   ) strict;
   insert into aggregate_by_kind (rowid, key, kind, version, state, wake_at)
   select rowid, key, kind, version, state, wake_at from aggregate order by rowid;
   drop table aggregate;
   alter table aggregate_by_kind rename to aggregate;
   create index aggregate_wake_at on aggregate (wake_at) where wake_at is not null;
   create index aggregate_kind on aggregate (kind);`,
]
