/** The environment's clock, as `GET /_kvitt/v1/clock` and the event `clock` show it. */
export interface ClockView {
  /** The environment's time, RFC 3339 in UTC. */
  readonly now: string
  /** Whether it stands still. */
  readonly frozen: boolean
  /** The machine's time. */
  readonly systemNow: string
}
