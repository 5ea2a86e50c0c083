const OUR_FAULT: ReadonlySet<string> = new Set(['unauthorized', 'invalidCredentials', 'forbidden'])

/** Keys that are wrong say nothing about the payment: what it is owed is kept until they are right. */
export function isOurFault(code: string): boolean {
  return OUR_FAULT.has(code)
}
