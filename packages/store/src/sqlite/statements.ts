export const LOAD_AGGREGATE = `select version, state from aggregate where key = ? and kind = ?`

export const INSERT_AGGREGATE = `
  insert into aggregate (key, kind, version, state, wake_at) values (?, ?, ?, ?, ?)`

export const UPDATE_AGGREGATE = `
  update aggregate set version = ?, state = ?, wake_at = ? where key = ? and kind = ?`

export const INSERT_EVENT = `insert into event (key, kind, version, data) values (?, ?, ?, ?)`

export const LIST_NEWEST = `
  select rowid, key, state from aggregate where kind = ? and rowid < ? order by rowid desc limit ?`

export const LIST_BY_KEY = `
  select key, key, state from aggregate
  where key >= ? and key > ? and key < ? and kind = ? order by key limit ?`

export const HISTORY = `select data from event where key = ? and kind = ? order by version`

export const LOAD_REPLY = `
  select fingerprint, status, body from idempotency where scope = ? and key = ?`

export const INSERT_REPLY = `
  insert into idempotency (scope, key, fingerprint, status, body) values (?, ?, ?, ?, ?)`

export const DUE = `
  select kind, key, wake_at from aggregate
  where wake_at is not null and wake_at <= ? order by wake_at limit ?`

export const NEXT_WAKE = `
  select kind, key, wake_at from aggregate
  where wake_at is not null order by wake_at limit ?`

export const FORGET_AGGREGATE = `delete from aggregate where key = ? and kind = ?`

export const FORGET_EVENTS = `delete from event where key = ? and kind = ?`

/** Its parameter is a JSON array of the kinds to keep. */
export const CLEAR_AGGREGATES = `
  delete from aggregate where kind not in (select value from json_each(?))`

export const CLEAR_EVENTS = `delete from event where kind not in (select value from json_each(?))`

export const CLEAR_IDEMPOTENCY = `delete from idempotency`

/** In the order of creation, kind by kind: an index ends with the row id. */
export const DUMP_AGGREGATES = `
  select kind, key, version, wake_at, state from aggregate order by kind, rowid`

export const DUMP_EVENTS = `
  select kind, key, version, data from event order by key, kind, version`

export const DUMP_REPLIES = `
  select scope, key, fingerprint, status, body from idempotency order by scope, key`
