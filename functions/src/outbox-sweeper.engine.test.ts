import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { testDeps } from '../test/context'
import { auditItem } from './audit'
import { communityContext } from './context'
import { makeClients } from './deps'
import { outboxItem } from './outbox'
import { outboxSweeper } from './outbox-sweeper'

it('sends what a crash left behind, once it is old enough', async () => {
  const deps = testDeps()
  const crashed = { ...deps, outbox: { ...deps.outbox, committed: () => {} } }
  const communityId = deps.newId().slice(-6)
  const ctx = communityContext(crashed, communityId)
  const entry = outboxItem(ctx, 'jobs', { type: 'test.left', mark: communityId })
  const audit = auditItem(ctx, {
    communityId,
    action: 'communities.update',
    objectType: 'community',
    objectId: '1',
    summary: '',
  })
  await ctx.db.transact([entry, audit], audit.put)
  if (!('put' in entry)) throw new Error('not an outbox item')
  const isLeft = async () => (await ctx.db.get({ pk: entry.put.pk, sk: entry.put.sk }, z.unknown())) !== undefined

  await outboxSweeper.run(deps)
  expect(await isLeft()).toBe(true)
  deps.clock.advance(4000)
  // Other tests' leftovers may stand before it: a run takes so many of a shard.
  for (let runs = 0; runs < 40 && (await isLeft()); runs++) await outboxSweeper.run(deps)
  expect(await isLeft()).toBe(false)
  // At least once: an entry whose deletion the store handed back is sent again.
  const texts = new Set(await received(communityId))
  expect([...texts].map(text => JSON.parse(text))).toEqual([{ type: 'test.left', mark: communityId }])

  async function received(of: string): Promise<string[]> {
    const sqs = new SQSClient(makeClients(deps.env).sqs)
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'linli-jobs' }))
    const found: string[] = []
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
      if (Messages.length === 0) return found
      found.push(...Messages.map(message => message.Body ?? '').filter(text => text.includes(of)))
    }
  }
})
