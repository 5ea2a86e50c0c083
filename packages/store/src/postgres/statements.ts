/** Prepared once per connection under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/**
 * Aggregates and idempotency records in one round trip; only records have a fingerprint. The row
 * without a key is the number of the last restore or clearing.
 */
export const LOAD: Statement = {
  name: 'load',
  text: `
    select aggregate.kind, aggregate.key, aggregate.version, aggregate.state, null
    from unnest($1::text[], $2::text[]) as wanted (kind, key)
    join aggregate on aggregate.key = wanted.key and aggregate.kind = wanted.kind
    union all
    select record.scope, record.key, record.status, record.body, record.fingerprint
    from unnest($3::text[], $4::text[]) as wanted (scope, key)
    join idempotency as record on record.scope = wanted.scope and record.key = wanted.key
    union all
    select '', '', number, '', null from restoration`,
}

/** In key order, as WRITE takes its locks, so that two batches wait in line and not in a ring. */
export const LOCK: Statement = {
  name: 'lock',
  text: `
    select 1
    from unnest($1::text[], $2::text[]) as wanted (kind, key)
    join aggregate on aggregate.key = wanted.key and aggregate.kind = wanted.kind
    order by aggregate.key, aggregate.kind
    for no key update of aggregate`,
}

/**
 * A whole batch, all of it or nothing: one statement is one transaction. Beside the versions it
 * holds the number of the last restore or clearing to what was read: after either, versions are
 * those of another life.
 */
export const WRITE: Statement = {
  name: 'write',
  text: `
    with change as materialized (
      select * from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::text[], $6::bigint[])
        as change (kind, key, expected, version, state, wake_at)
    ), updated as (
      update aggregate
      set version = change.version, state = change.state, wake_at = change.wake_at
      from change
      where aggregate.key = change.key and aggregate.kind = change.kind
        and aggregate.version = change.expected
      returning 1
    ), inserted as (
      insert into aggregate (kind, key, version, state, wake_at)
      select kind, key, version, state, wake_at from change where expected = 0
    ), appended as (
      insert into event (kind, key, version, data)
      select * from unnest($7::text[], $8::text[], $9::int[], $10::text[])
    ), kept as (
      insert into idempotency (scope, key, fingerprint, status, body)
      select * from unnest($11::text[], $12::text[], $13::text[], $14::int[], $15::text[])
    )
    select refuse_stale_version()
    where (select count(*) from updated) <> (select count(*) from change where expected > 0)
      or (select number from restoration) <> $16`,
}

export const LIST_NEWEST: Statement = {
  name: 'list-newest',
  text: `
    select position, key, state from aggregate
    where kind = $1 and position < $2 order by position desc limit $3`,
}

export const LIST_BY_KEY: Statement = {
  name: 'list-by-key',
  text: `
    select key, key, state from aggregate
    where key >= $1 and key > $2 and key < $3 and kind = $4 order by key limit $5`,
}

export const HISTORY: Statement = {
  name: 'history',
  text: `
    select event.kind, event.key, event.data
    from unnest($1::text[], $2::text[]) as wanted (kind, key)
    join event on event.key = wanted.key and event.kind = wanted.kind
    order by event.key, event.kind, event.version`,
}

/** The database's clock measures leases: the nodes' own may differ. */
export const CLAIM_DUE: Statement = {
  name: 'claim-due',
  text: `
    with due as (
      select kind, key from aggregate
      where wake_at <= $1 and (leased_until is null or leased_until <= clock_timestamp())
      order by wake_at limit $2
      for no key update skip locked
    )
    update aggregate set leased_until = clock_timestamp() + $3 * interval '1 millisecond'
    from due where aggregate.key = due.key and aggregate.kind = due.kind
    returning aggregate.kind, aggregate.key, aggregate.wake_at, aggregate.leased_until::text`,
}

/** Only the lease that was taken: after it has run out another node may have taken the next. */
export const RELEASE: Statement = {
  name: 'release',
  text: `
    update aggregate set leased_until = null
    from unnest($1::text[], $2::text[], $3::timestamptz[]) as claim (kind, key, leased_until)
    where aggregate.key = claim.key and aggregate.kind = claim.kind
      and aggregate.leased_until = claim.leased_until`,
}

export const NEXT_WAKE: Statement = {
  name: 'next-wake',
  text: `
    select wake_at from aggregate
    where wake_at is not null and (leased_until is null or leased_until <= clock_timestamp())
    order by wake_at limit 1`,
}

export const WAKES_AHEAD: Statement = {
  name: 'wakes-ahead',
  text: `
    select kind, key, wake_at from aggregate
    where wake_at is not null order by wake_at limit $1`,
}

export const FORGET: Statement = {
  name: 'forget',
  text: `
    with forgotten as (delete from aggregate where key = $2 and kind = $1)
    delete from event where key = $2 and kind = $1`,
}

/** Reads go on; no event of a writer may outlive its aggregate. */
export const LOCK_OUT_WRITERS = 'lock table aggregate in exclusive mode'
export const CLEAR_AGGREGATES = 'delete from aggregate where kind <> all ($1)'
export const CLEAR_EVENTS = 'delete from event where kind <> all ($1)'
export const CLEAR_IDEMPOTENCY = 'delete from idempotency'
/** What was read before everything was replaced or cleared is of another life. */
export const BEGIN_ANOTHER_LIFE = 'update restoration set number = number + 1'

/**
 * A page of a dump: at most so many rows, and so many bytes of text with the last row above them.
 * Text is measured where it is stored: nothing is fetched only to be left out.
 */
export const DUMP_AGGREGATES: Statement = {
  name: 'dump-aggregates',
  text: `
    select kind, key, version, wake_at, state, position from (
      select *, sum(octet_length(state)) over (order by kind, position) - octet_length(state)
        as bytes_before
      from (
        select kind, key, version, wake_at, state, position from aggregate
        where (kind, position) > ($1, $2) order by kind, position limit $3
      ) as page
    ) as page where bytes_before < $4 order by kind, position`,
}

export const DUMP_EVENTS: Statement = {
  name: 'dump-events',
  text: `
    select kind, key, version, data from (
      select *, sum(octet_length(data)) over (order by key, kind, version) - octet_length(data)
        as bytes_before
      from (
        select kind, key, version, data from event
        where (key, kind, version) > ($1, $2, $3) order by key, kind, version limit $4
      ) as page
    ) as page where bytes_before < $5 order by key, kind, version`,
}

export const DUMP_REPLIES: Statement = {
  name: 'dump-replies',
  text: `
    select scope, key, fingerprint, status, body from (
      select *, sum(octet_length(body)) over (order by scope, key) - octet_length(body)
        as bytes_before
      from (
        select scope, key, fingerprint, status, body from idempotency
        where (scope, key) > ($1, $2) order by scope, key limit $3
      ) as page
    ) as page where bytes_before < $4 order by scope, key`,
}

/** Gone with the transaction, whatever becomes of it. */
export const STAGE_TABLES = `
  create temporary table restored_aggregate (
    line bigint generated always as identity,
    kind text collate "C", key text collate "C", version integer, wake_at bigint, state text,
    primary key (key, kind)
  ) on commit drop;
  create temporary table restored_event (
    kind text collate "C", key text collate "C", version integer, data text,
    primary key (key, kind, version)
  ) on commit drop;
  create temporary table restored_reply (
    scope text collate "C", key text collate "C", fingerprint text, status integer, body text,
    primary key (scope, key)
  ) on commit drop;`

export const STAGE_AGGREGATES = `
  insert into restored_aggregate (kind, key, version, wake_at, state)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::text[])`
export const STAGE_EVENTS = `
  insert into restored_event
  select * from unnest($1::text[], $2::text[], $3::int[], $4::text[])`
export const STAGE_REPLIES = `
  insert into restored_reply
  select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])`

/**
 * Rows and not tables are replaced, so that whoever reads goes on reading what was there, and
 * what others were granted on the tables stays theirs.
 */
export const APPLY_RESTORE = `
  delete from aggregate;
  delete from event;
  delete from idempotency;
  insert into aggregate (kind, key, version, wake_at, state)
  select kind, key, version, wake_at, state from restored_aggregate order by line;
  insert into event (kind, key, version, data)
  select kind, key, version, data from restored_event;
  insert into idempotency (scope, key, fingerprint, status, body)
  select scope, key, fingerprint, status, body from restored_reply;
  ${BEGIN_ANOTHER_LIFE};`
