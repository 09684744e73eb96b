/**
 * A reason not to start that the person at the terminal can remove themselves.
 * The message is one complete sentence that says what to do; it is printed without a stack trace.
 */
export class StartError extends Error {
  override name = 'StartError'
}

/** The sentence for a system error that has a remedy; any other error comes back unchanged. */
export function explainSystemError(error: unknown, what: { port?: number; path?: string }): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return portInUse(what.port)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(what.path)
  if (code === 'EACCES' || code === 'EROFS') return notWritable(what.path)
  return error instanceof Error ? error : new Error(String(error))
}

export function portInUse(port: number | undefined): StartError {
  return new StartError(
    `Port ${port ?? ''} is already in use: stop the program that listens there, or choose another one with npm start -- --port <number>.`,
  )
}

export function diskFull(path: string | undefined): StartError {
  return new StartError(`The disk that holds ${path ?? 'the local data'} is full: free some space and start again.`)
}

function notWritable(path: string | undefined): StartError {
  return new StartError(
    `${path ?? 'The local data directory'} cannot be written: change its permissions and start again.`,
  )
}
