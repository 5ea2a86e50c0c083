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
]
