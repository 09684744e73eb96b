import { AppError } from '@linli/shared/errors'
import type { Schema } from '@linli/shared/schema'

/** One bounded call to a provider that answers JSON: GET, or POST when there is a body. Throws payments.channel_down style busy errors. */
export const fetchJson = <T>(url: string, schema: Schema<T>, body?: unknown, timeoutMs = 5000): Promise<T> =>
  answered(
    url,
    schema,
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    timeoutMs,
  )

/** The same with a body and headers as they were signed; an empty body is none, or fetch would add a type of its own. */
export const postSigned = <T>(
  url: string,
  schema: Schema<T>,
  { body, headers }: { body: string; headers: Record<string, string> },
  timeoutMs = 5000,
): Promise<T> => answered(url, schema, { method: 'POST', body: body || null, headers }, timeoutMs)

async function answered<T>(url: string, schema: Schema<T>, init: RequestInit, timeoutMs: number): Promise<T> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    return schema.parse(await response.json())
  } catch (error) {
    throw new AppError('request.busy', { cause: error })
  }
}
