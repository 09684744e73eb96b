import { fork } from 'node:child_process'
import { resolve } from 'node:path'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'

/** One side of a comparison: a process of its own that does what it is asked. */
export type Side = {
  ask<T>(verb: string, schema: Schema<T>, input?: unknown): Promise<T>
  stop(): Promise<void>
}

const Reply = z.object({ id: z.number(), result: z.unknown().optional(), error: z.string().optional() })

/**
 * Starts a file of this folder in a process of its own, under this process's own loader; or a bundle by its path, as
 * functions are started: a loader would be asked about each of its imports. With LINLI_BENCH_PROFILE set to a folder, each
 * side leaves its CPU profile there.
 */
export function startSide(file: string, environment: Record<string, string>): Side {
  const folder = process.env.LINLI_BENCH_PROFILE
  const child = fork(resolve(import.meta.dirname, file), {
    execArgv: [
      ...(file.endsWith('.mjs') ? [] : process.execArgv),
      ...(folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []),
    ],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  let next = 0
  child.on('message', (message: unknown) => {
    const { id, result, error } = Reply.parse(message)
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(result)
    else asked?.reject(new Error(`${file}: ${error}`))
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended`))
  })
  return {
    ask(verb, schema, input) {
      const id = next++
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.send({ id, verb, input })
      return answer.then(result => schema.parse(result))
    },
    async stop() {
      if (child.connected) child.disconnect()
      const force = setTimeout(() => child.kill('SIGKILL'), 2000)
      await ended
      clearTimeout(force)
    },
  }
}

const Question = z.object({ id: z.number(), verb: z.string(), input: z.unknown().optional() })

/** In the side's own process: answers by these verbs until the other end goes away. */
export function answerWith(verbs: Record<string, (input: unknown) => unknown>): void {
  process.on('message', (message: unknown) => {
    const { id, verb, input } = Question.parse(message)
    void Promise.resolve()
      .then(() => {
        const found = verbs[verb]
        if (!found) throw new Error(`no verb ${verb}`)
        return found(input)
      })
      .then(
        result => process.send?.({ id, result }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      )
  })
  process.on('disconnect', () => process.exit())
}
