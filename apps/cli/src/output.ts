/** Prints a line of what was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Prints a line about how things go, out of the way of what was asked for. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}
