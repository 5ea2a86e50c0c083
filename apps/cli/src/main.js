#!/usr/bin/env -S node --conditions=@kvitt/source --max-semi-space-size=16
import { enableCompileCache } from 'node:module'

// The flags above: this workspace runs its own sources, and what dies young needs no more than
// 3 × 16 MiB of memory to do so, for one or two microseconds of a request.
// What is compiled once is not compiled again: most of the start-up time is compiling.
enableCompileCache()
const { runKvitt } = await import('./kvitt.ts')
const { endWithReader } = await import('./end-with-reader.ts')
endWithReader(process.stdout)
process.exitCode = await runKvitt(process.argv.slice(2))
