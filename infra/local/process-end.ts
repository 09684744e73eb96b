import { StartError } from './start-error'

let ending = false

/** Ends the process with code 1 and one sentence; only an error that nobody foresaw shows its stack. */
export function endWith(error: unknown): void {
  if (ending) return
  const known = error instanceof StartError
  const text = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

/** Ctrl-C and SIGTERM: stops everything, and within a second in any case. Children end with the process. */
export function endAtSignals(stop: () => Promise<unknown>): void {
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(0), 700).unref()
    void stop().finally(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(end)
}

/** A signal sent to npm alone ends npm's shell, which passes nothing on: an orphan ends itself. */
function watchParent(end: () => void): void {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), 200).unref()
}
