import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type QueueServer, startQueueServer } from './queue-server'

const region = 'cn-north-1'
let server: QueueServer
let sqs: SQSClient

beforeAll(async () => {
  server = await startQueueServer({ region })
  sqs = new SQSClient({
    endpoint: server.endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
})
afterAll(() => server.stop())

it('makes each queue with its dead-letter queue', () => {
  expect(Object.keys(server.urls).sort()).toEqual([
    'linli-jobs',
    'linli-jobs-dlq',
    'linli-messages',
    'linli-messages-dlq',
    'linli-seal',
    'linli-seal-dlq',
  ])
})

it('gives jobs longer than the longest Lambda run', async () => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: server.urls['linli-jobs'], AttributeNames: ['All'] }),
  )
  expect(Number(Attributes?.VisibilityTimeout)).toBeGreaterThan(900)
})

it('moves a message that failed five times to the dead-letter queue', async () => {
  const QueueUrl = server.urls['linli-messages']
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }))
  for (let attempt = 1; attempt <= 5; attempt++) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }))
    expect(Messages?.[0]?.Body).toBe('poison')
    const ReceiptHandle = Messages?.[0]?.ReceiptHandle
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
  }
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? []).toEqual([])
  const dead = await sqs.send(new ReceiveMessageCommand({ QueueUrl: server.urls['linli-messages-dlq'] }))
  expect(dead.Messages?.[0]?.Body).toBe('poison')
})

it('listens on loopback only and says when the port is taken', async () => {
  expect(server.endpoint).toContain('127.0.0.1')
  await expect(startQueueServer({ region, port: server.port })).rejects.toThrow(`Port ${server.port} is already in use`)
})
