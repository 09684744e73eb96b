import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type QueueServer, startQueueServer } from '../../infra/local/queue-server'
import { communityContext } from '../src/context'
import { joinedKey, StoredJoined } from '../src/identity/letter-store'
import { testDeps } from '../test/context'
import { makeCommunity } from '../test/make'
import { startWorker } from './local'

const region = 'cn-north-1'
let server: QueueServer
let sqs: SQSClient

beforeAll(async () => {
  server = await startQueueServer({ region })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  sqs = new SQSClient({ endpoint: server.endpoint, region, credentials })
})
afterAll(() => server.stop())

test('equal messages that wait together are one piece of work, and none of them stays', async () => {
  const QueueUrl = server.urls['linli-jobs']
  const prefix = QueueUrl?.replace(/jobs$/, '') ?? ''
  const deps = testDeps({ env: { LINLI_QUEUE_PREFIX: prefix } })
  const { communityId } = await makeCommunity(deps)
  for (const building of ['1', '2', '1', '1'])
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify({ type: 'identity.count_building', communityId, building }),
      }),
    )
  const worker = startWorker(deps, sqs, { schedules: false })
  try {
    await vi.waitFor(async () => expect(await left(QueueUrl)).toBe(0), 10_000)
  } finally {
    await worker.stop()
  }
  const { db } = communityContext(deps, communityId)
  const counted = await db.getMany([joinedKey(communityId, '1'), joinedKey(communityId, '2')], StoredJoined)
  expect(counted.map(each => each?.version)).toEqual([1, 1])
})

async function left(QueueUrl: string | undefined): Promise<number> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
}
