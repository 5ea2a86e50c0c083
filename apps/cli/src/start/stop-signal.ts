/** Resolves when the process is told to stop by SIGINT or SIGTERM. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // A second one means that the user does not want to wait.
        process.once(signal, () => process.exit(130))
        resolve(signal)
      })
    }
  })
}
