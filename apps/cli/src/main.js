#!/usr/bin/env -S node --conditions=@kvitt/source --max-semi-space-size=16
import module from 'node:module'

// The flags above: this workspace runs its own sources, and what dies young needs no more than
// 3 × 16 MiB of memory to do so, for one or two microseconds of a request.

// Everything after this file is TypeScript, which an older Node cannot even read: so this one is
// JavaScript, and looks first. The version is the one that `npm ci` installs.
const NODE_MAJOR_MIN = 26
const { node } = process.versions

if (Number.parseInt(node, 10) < NODE_MAJOR_MIN) {
  console.error(
    `kvitt runs on Node ${NODE_MAJOR_MIN} or newer, and this is Node ${node}. ` +
      'Run "npx kvitt" or "npm start" in its folder: they take the Node that is installed there.',
  )
  process.exitCode = 1
} else {
  // What is compiled once is not compiled again: most of the start-up time is compiling.
  module.enableCompileCache()
  const { runKvitt } = await import('./kvitt.ts')
  const { endWithReader } = await import('./end-with-reader.ts')
  endWithReader(process.stdout)
  process.exitCode = await runKvitt(process.argv.slice(2))
}
