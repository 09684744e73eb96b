/** Structured lines for people who search: ids only; never bodies, headers, phones, openids, tokens or keys. */
export type LogFields = Record<string, string | number | boolean | undefined>

export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** A log that writes one JSON line an event; `write` is the process's own stream. */
export function jsonLog(write: (line: string) => void, base: LogFields = {}): Log {
  const at = (level: string) => (event: string, fields?: LogFields) =>
    write(`${JSON.stringify({ level, event, ...base, ...fields })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** What an unknown error may say in a log: its name and our own code, never its message (it can hold a request). */
export const errorName = (error: unknown): string =>
  error instanceof Error
    ? 'code' in error && typeof error.code === 'string'
      ? `${error.name}:${error.code}`
      : error.name
    : 'unknown'
