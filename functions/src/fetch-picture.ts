import { AppError } from '@linli/shared/errors'
import * as z from 'zod'

const Refused = z.object({ errcode: z.number() })

/**
 * One bounded POST to a provider that answers a picture, or an error as JSON under 200: then its errcode.
 * Throws request.busy when there is no answer.
 */
export async function fetchPicture(
  url: string,
  body: unknown,
  timeoutMs = 5000,
): Promise<{ picture: Buffer } | { errcode: number }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    // A picture begins with no brace; the content type of an error differs from document to document.
    if (bytes[0] === 0x7b) return Refused.parse(JSON.parse(bytes.toString('utf8')))
    if (!response.ok || bytes.length === 0) throw new Error(`answered ${response.status}`)
    return { picture: bytes }
  } catch (error) {
    throw new AppError('request.busy', { cause: error })
  }
}
