import { setTimeout as sleep } from 'node:timers/promises'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { queueUrl } from '@linli/functions/queue'
import type { QueueName } from '@linli/functions/outbox'
import type { Stack } from './stack'

const queues: QueueName[] = ['seal', 'messages', 'jobs']
const patienceMs = 60_000

/** Waits until nothing is under way: no entry of the outbox, no message in a queue or at a consumer. Throws after a minute. */
export async function quietQueues({ deps, clients }: Stack): Promise<void> {
  const sqs = new SQSClient(clients.sqs)
  const until = performance.now() + patienceMs
  const waiting = async () => {
    await deps.outbox.flush()
    const counts = await Promise.all(queues.map(queue => messagesIn(sqs, queueUrl(deps.sender, queue))))
    return counts.reduce((sum, count) => sum + count, 0)
  }
  // A message that was just dealt with may have left another one in the outbox.
  for (let calm = 0; calm < 2; calm = (await waiting()) === 0 ? calm + 1 : 0) {
    if (performance.now() > until) throw new Error('the queues are never empty')
    await sleep(20)
  }
  sqs.destroy()
}

async function messagesIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
  const { ApproximateNumberOfMessages: ready = 0, ApproximateNumberOfMessagesNotVisible: taken = 0 } = Attributes ?? {}
  return Number(ready) + Number(taken)
}
