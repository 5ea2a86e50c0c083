#!/usr/bin/env -S node --conditions=@kvitt/source --max-semi-space-size=16
import { enableCompileCache } from 'node:module'

// What is compiled once is not compiled again: most of the start-up time is compiling.
enableCompileCache()
const { runKvitt } = await import('./kvitt.ts')
process.exitCode = await runKvitt(process.argv.slice(2))
