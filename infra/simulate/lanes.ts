import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

/** What came of one history of a run. */
export const Heard = z.object({
  nth: z.int(),
  hash: z.string(),
  breaks: z.array(z.string()),
  faults: z.int(),
  steps: z.int(),
})
export type Heard = z.infer<typeof Heard>

/** The SDK's word about old versions of Node belongs into no trace. */
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }

/** Every `of`-th history from the `lane`-th on, as a process of its own tells them. */
export type Lane = { lane: number; of: number; seed: string; histories: number }

/**
 * Histories 0, 1, 2, … in their order, told by so many processes at a time; the same as one process tells. Whoever stops
 * listening ends them.
 */
export async function* heard(seed: string, histories: number, of: number): AsyncGenerator<Heard> {
  const waiting = new Map<number, Heard>()
  let wake = () => {}
  let failed: Error | undefined
  const script = fileURLToPath(new URL('lane.ts', import.meta.url))
  const children = Array.from({ length: of }, (_, lane) => {
    const child = fork(script, [JSON.stringify({ lane, of, seed, histories } satisfies Lane)], { env })
    child.on('message', message => {
      const told = Heard.parse(message)
      waiting.set(told.nth, told)
      wake()
    })
    child.on('exit', code => {
      if (code !== 0) failed = new Error(`lane ${lane} ended with ${code}`)
      wake()
    })
    return child
  })
  try {
    for (let nth = 0; nth < histories; nth++) {
      while (!waiting.has(nth)) {
        if (failed) throw failed
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const told = waiting.get(nth)
      waiting.delete(nth)
      if (told) yield told
    }
  } finally {
    for (const child of children) child.kill()
  }
}
