import { Agent, request } from 'node:http'
import * as z from 'zod'

export const HttpCall = z.object({
  path: z.string(),
  method: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
})
export type HttpCall = z.infer<typeof HttpCall>

/**
 * Makes the calls, `concurrency` at a time over as many kept connections, and answers how many a second were made.
 * Throws when one is answered otherwise than `status`.
 */
export async function callsPerSecond(
  url: string,
  calls: readonly HttpCall[],
  concurrency: number,
  status: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  let next = 0
  const lane = async () => {
    for (let call = calls[next++]; call; call = calls[next++]) {
      const answered = await statusOf(agent, url, call)
      if (answered !== status) throw new Error(`${call.path} was answered ${answered}`)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: concurrency }, lane))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return calls.length / seconds
}

function statusOf(agent: Agent, url: string, { path, method = 'GET', headers, body }: HttpCall): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = request(url + path, { agent, method, headers: { ...headers, ...length } }, response => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.once('error', reject)
    })
    asked.once('error', reject)
    asked.end(body)
  })
}
