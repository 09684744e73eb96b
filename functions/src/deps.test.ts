import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeClients, patienceOf } from './deps'
import { outcomeUnknown } from './db-retry'
import { parseEnv } from './env'

const silent = createServer(() => undefined)
let endpoint = ''

beforeAll(async () => {
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const address: string | AddressInfo | null = silent.address()
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => {
  silent.closeAllConnections()
  silent.close()
})

const key = `v1:${Buffer.alloc(32, 'k').toString('base64')}`
const envOf = (more: Record<string, string>) =>
  parseEnv({
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: 'linli-files',
    LINLI_QUEUE_PREFIX: 'https://sqs.cn-north-1.amazonaws.com.cn/1/linli-',
    LINLI_PUBLIC_URL: 'https://linli.example',
    LINLI_WECHAT_APPID: 'wx0000000000000000',
    LINLI_WECHAT_SECRET: 'none',
    LINLI_WECHATPAY_MERCHANTS: '[]',
    LINLI_FIELD_KEYS: key,
    LINLI_HASH_KEYS: key,
    ...more,
  })

it('a store that never answers is left in time, as one whose answer was lost', async () => {
  const env = envOf({ LINLI_DYNAMODB_ENDPOINT: endpoint })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const { dynamo } = makeClients(env, credentials, { connectionTimeout: 5000, requestTimeout: 100 })
  const error = await dynamo.send(new DescribeTableCommand({ TableName: 'linli' })).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'TimeoutError' })
  expect(outcomeUnknown(error)).toBe(true)
})

it('in the cloud that is after 3 s; an engine on the same machine may be slow', () => {
  expect(patienceOf(envOf({})).requestTimeout).toBe(3000)
  expect(patienceOf({ LINLI_DYNAMODB_ENDPOINT: endpoint }).requestTimeout).toBe(30_000)
})
