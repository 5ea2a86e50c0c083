#!/usr/bin/env -S node --conditions=@kvitt/source --max-semi-space-size=16 --heap-growing-percent=100
import { enableCompileCache } from 'node:module'

// The flags above: this workspace runs its own sources; what dies young needs no more than 3 × 16 MiB
// of memory to do so, for one or two microseconds of a request; and what lives on may double before it
// is looked through, where V8 would let it grow to four times its size.
// What is compiled once is not compiled again: most of the start-up time is compiling.
enableCompileCache()
const { runKvitt } = await import('./kvitt.ts')
const { endWithReader } = await import('./end-with-reader.ts')
endWithReader(process.stdout)
process.exitCode = await runKvitt(process.argv.slice(2))
