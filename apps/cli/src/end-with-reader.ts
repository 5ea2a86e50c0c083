import type { Writable } from 'node:stream'
import { printError } from './output.ts'

/**
 * Ends the process when what it prints can go nowhere any more: quietly when whoever read it has
 * read enough, as with `kvitt requests | head -1`, and with the reason when it cannot be written.
 */
export function endWithReader(output: Writable): void {
  output.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit()
    printError(`Standard output cannot be written: ${message}`)
    process.exit(1)
  })
}
