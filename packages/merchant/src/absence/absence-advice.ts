/** What whoever runs the server is told of a sales unit that is not configured and has orders. */
export function absenceAdvice(msn: string): string {
  return (
    `Put the sales unit ${msn} back into \`salesUnits\` of the configuration, with its keys, and start ` +
    'the server again: its orders go on by themselves. Until then nothing is read, captured, refunded ' +
    'or cancelled for them.'
  )
}
