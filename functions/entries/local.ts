import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { callbackMounts } from '../src/payments/callback'
import { pushMounts } from '../src/forum/push-callback'
import { payPageMounts } from '../src/payments/pay-page'
import type { Deps } from '../src/context'
import { apiService } from '../src/http'
import { runMessage } from '../src/jobs'
import { errorName } from '../src/log'
import type { QueueName } from '../src/outbox'
import { withSecrets } from '../src/live-service'
import { queueUrl } from '../src/queue'
import { allRoutes, consumers, schedules } from '../src/registry'
import type { Service } from '../src/service'

/** All domains and the callbacks as one service, for the local stack. */
export const localService = (deps: Deps): Service =>
  withSecrets(deps, apiService(deps, allRoutes, [...callbackMounts(deps), ...payPageMounts(deps), ...pushMounts(deps)]))

export type Worker = { stop(): Promise<void>; runSchedule(name: string): Promise<void>; runAllDue(): Promise<void> }

/** The queues' consumers and the schedules in this process. `every` turns the real-time schedule on. */
export function startWorker(deps: Deps, sqs: SQSClient, options: { schedules: boolean }): Worker {
  const ended = new AbortController()
  const queues: QueueName[] = ['seal', 'messages', 'jobs']
  const loops = queues.map(queue => consume(deps, sqs, queue, ended.signal))
  const timers = options.schedules
    ? schedules.map(schedule => setInterval(() => void runLogged(deps, schedule.name), schedule.everySeconds * 1000))
    : []
  return {
    async stop() {
      ended.abort()
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(loops)
    },
    runSchedule: name => runNamed(deps, name),
    async runAllDue() {
      for (const schedule of schedules) await runNamed(deps, schedule.name)
      await deps.outbox.flush()
    },
  }
}

async function runNamed(deps: Deps, name: string): Promise<void> {
  const schedule = schedules.find(candidate => candidate.name === name)
  if (!schedule) throw new Error(`no schedule ${name}`)
  await deps.live.current()
  await schedule.run(deps)
}

async function runLogged(deps: Deps, name: string): Promise<void> {
  try {
    await runNamed(deps, name)
  } catch (error) {
    deps.log.warn('schedule.failed', { name, error: errorName(error) })
  }
}

async function consume(deps: Deps, sqs: SQSClient, queue: QueueName, signal: AbortSignal): Promise<void> {
  const url = queueUrl({ prefix: deps.env.LINLI_QUEUE_PREFIX }, queue)
  while (!signal.aborted) {
    try {
      await deps.live.current()
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
        { abortSignal: signal },
      )
      const work = alike(messages)
      // Sealers of one community exclude each other: at once, all but one would come back to the queue.
      if (queue === 'seal') await inTurn(work, signal, same => one(deps, sqs, url, same))
      else await Promise.all(work.map(same => one(deps, sqs, url, same)))
    } catch (error) {
      if (signal.aborted) return
      deps.log.warn('queue.receive_failed', { queue, error: errorName(error) })
      await new Promise(resolve => setTimeout(resolve, 500))
    }
  }
}

async function inTurn<T>(items: T[], signal: AbortSignal, work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) if (!signal.aborted) await work(item)
}

/** Equal messages are one piece of work: side by side they would only be in each other's way. */
function alike(messages: Message[]): Message[][] {
  const all = new Map<string, Message[]>()
  for (const message of messages) {
    const body = message.Body ?? ''
    all.set(body, [...(all.get(body) ?? []), message])
  }
  return [...all.values()]
}

async function one(deps: Deps, sqs: SQSClient, url: string, same: Message[]): Promise<void> {
  try {
    await runMessage(deps, type => consumers.get(type), same[0]?.Body ?? '')
    for (const { ReceiptHandle } of same) await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))
  } catch (error) {
    deps.log.warn('queue.message_failed', { messageId: same[0]?.MessageId, error: errorName(error) })
    for (const { ReceiptHandle } of same)
      await sqs
        .send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 2 }))
        .catch(() => undefined)
  }
}
