/** Numbered by their place, forward only, never edited once released. */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `create table aggregate (
     key text collate "C" not null,
     kind text collate "C" not null,
     version integer not null,
     state text not null,
     wake_at bigint,
     leased_until timestamptz,
     primary key (key, kind)
   );
   create index aggregate_wake_at on aggregate (wake_at) where wake_at is not null;
   create table event (
     key text collate "C" not null,
     kind text collate "C" not null,
     version integer not null,
     data text not null,
     primary key (key, kind, version)
   );
   create table idempotency (
     scope text collate "C" not null,
     key text collate "C" not null,
     fingerprint text not null,
     status integer not null,
     body text not null,
     primary key (scope, key)
   );
   create function refuse_stale_version() returns void language plpgsql as $$
     begin
       raise serialization_failure using message = 'an aggregate has changed since it was loaded';
     end
   $$;`,
  `alter table aggregate add column position bigint generated always as identity;
   create index aggregate_position on aggregate (kind, position);`,
  // Counts the restores: by it a node notices that what it has read is of another life.
  `create table restoration (number integer not null);
   insert into restoration values (0);`,
  // The kind first: keys of several kinds begin alike, and a list of one kind by the beginning of
  // a key would go through all the others.
  `alter table aggregate drop constraint aggregate_pkey, add primary key (kind, key);`,
]
