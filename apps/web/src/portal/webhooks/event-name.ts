/** `epayments.payment.captured.v1` is `CAPTURED` to people, as in the event log. */
export function eventName(eventType: string): string {
  const [, name = eventType] = /^epayments\.payment\.([a-z-]+)\.v1$/.exec(eventType) ?? []
  return name === eventType ? eventType : name.toUpperCase()
}
