import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** Posts a notice once. Any answer within the time has its status; silence and a broken connection have 0. */
export function postNotice(
  url: string,
  message: { headers: Record<string, string | string[]>; body: string },
  signal: AbortSignal,
): Promise<{ status: number; error?: string }> {
  return new Promise(resolve => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest
    const headers = { ...message.headers, 'Content-Length': String(Buffer.byteLength(message.body)) }
    const request = send(url, { method: 'POST', headers, signal }, response => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }))
      response.on('error', error => resolve({ status: 0, error: error.message }))
    })
    request.on('error', error => resolve({ status: 0, error: error.message }))
    request.end(message.body)
  })
}
