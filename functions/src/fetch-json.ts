import { AppError } from '@linli/shared/errors'
import type * as z from 'zod'

/** One bounded call to a provider that answers JSON: GET, or POST when there is a body. Throws payments.channel_down style busy errors. */
export async function fetchJson<T>(url: string, schema: z.ZodType<T>, body?: unknown, timeoutMs = 5000): Promise<T> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
    return schema.parse(await response.json())
  } catch (error) {
    throw new AppError('request.busy', { cause: error })
  }
}
