import { messagesApi as api } from '@linli/shared/messages/api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { callAs } from '../../test/call'
import { killedAt } from '../../test/processes'
import { makeContext } from '../context'
import { accountKey } from '../identity/store'
import { personKey } from '../people/store'
import { openPushes } from '../../test/pushes'
import { deliveryKey, StoredDelivery } from './push-store'
import { resumePushes } from './resume-pushes'

const { world, app, templates, mine, pushed, estate, begin, go, state } = await openPushes()
const kind = 'notice_published'
const noticeTemplate = templates[kind]

it('tells each person once, page by page, and is begun once; what is broken of one stops nothing for the others', async () => {
  const all = await estate()
  const off = all.told.pop() ?? all.quiet
  ;(await callAs(app, off, api.saveSettings, { off: [kind], daily: false, version: 0 })).ok()
  const personId = world.deps.newId()
  await all.place.ctx.db.writeMany([{ put: personKey(all.place.companyId, personId) }])
  all.pages[0]?.unshift(personId)
  const altered = all.told.pop() ?? all.quiet
  const key = accountKey(altered.accountId)
  const accounts = makeContext(world.deps, { kind: 'system' }, [`A#${altered.accountId}#`])
  await accounts.db.transact([{ update: { key, set: { openidSealed: 'v1.broken' } } }], key)
  const pushId = await begin(all)
  await expect(begin(all)).rejects.toMatchObject({ name: 'ConditionFailed' })
  await Promise.all([go(all, pushId), go(all, pushId)])
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({
    state: 'done',
    counts: { sent: 4, listed: 3, unreachable: 1 },
  })
  for (const who of all.told) {
    expect(pushed(who)).toMatchObject([{ templateId: noticeTemplate, data: { thing1: '停水通知' } }])
    expect(await mine(who)).toMatchObject([{ title: '有新公告', text: '物业服务中心：停水通知' }])
  }
  for (const who of [all.quiet, off, altered]) {
    expect(pushed(who)).toEqual([])
    expect(await mine(who)).toHaveLength(1)
  }
})

it('killed at any write goes on where it was, and tells nobody twice', async () => {
  for (const write of [3, 4, 8]) {
    const all = await estate()
    const pushId = await begin(all)
    await killedAt(world.deps, { write, when: write % 2 ? 'after' : 'before', leaseMs: 121_000 }, () => go(all, pushId))
    // Whoever was taken up right before the end is not sent to again, and may have got nothing.
    const { state: end, counts } = (await state(all, pushId)) ?? {}
    expect(end).toBe('done')
    expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(8)
    const sent = all.told.map(who => pushed(who).length)
    expect(Math.max(...sent)).toBe(1)
    expect(sent.filter(count => count === 0).length).toBeLessThanOrEqual(counts?.sending ?? 0)
  }
})

it('has one sender where a worker that was given up goes on after another was done', async () => {
  const all = await estate()
  const pushId = await begin(all)
  const look = world.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: 'message-grants' })
  const slow = go(all, pushId)
  await look.reached
  world.deps.clock.advance(121_000)
  await go(all, pushId)
  look.release()
  await slow
  for (const who of all.told) expect(pushed(who)).toHaveLength(1)
  expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
  // Whoever was overtaken has ended nothing.
  const pk = `C#${all.place.communityId}#audit#push#${pushId}`
  expect((await all.place.ctx.db.query({ pk, schema: z.object({}), limit: 9 })).items).toHaveLength(1)
})

it('pauses while WeChat wants it slower, and at night; what is over is told no more', async () => {
  const all = await estate()
  const pushId = await begin(all)
  world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send' })
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({ state: 'waiting', wakeAt: expect.any(String) })
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({ state: 'waiting' })
  world.deps.clock.advance(61_000)
  await resumePushes(world.deps)
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
  for (const who of all.told) expect(pushed(who)).toHaveLength(1)

  const over = await begin(all, 'notice#2')
  await go({ ...all, pages: [] }, over)
  expect(await state(all, over)).toMatchObject({ state: 'stopped', counts: {} })
})

it('at night stands in every list at once, also when its worker is killed, and is sent in the morning, once, to who has not opened it', async () => {
  const all = await estate()
  const pushId = await begin(all)
  world.deps.clock.set('2026-11-22T15:00:00.000Z')
  const { reached } = await killedAt(world.deps, { write: 4, when: 'after', leaseMs: 121_000 }, () => go(all, pushId))
  expect(reached).toBe(true)
  const everybody = [...all.told, all.quiet]
  const listed = await Promise.all(everybody.map(mine))
  for (const items of listed) expect(items).toMatchObject([{ text: '物业服务中心：停水通知' }])
  expect(all.told.flatMap(pushed)).toEqual([])
  const waits = { state: 'waiting', waitsFor: 'morning', wakeAt: '2026-11-22T23:00:00.000Z', counts: {} }
  expect(await state(all, pushId)).toMatchObject(waits)
  await go(all, pushId)
  const [early] = all.told
  const messageId = listed[0]?.[0]?.messageId ?? ''
  ;(await callAs(app, early ?? all.quiet, api.markRead, { messageId })).ok()

  world.deps.clock.set('2026-11-22T23:00:00.000Z')
  world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send' })
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({ state: 'waiting', waitsFor: 'provider' })
  for (const who of everybody) expect(await mine(who)).toHaveLength(1)
  world.deps.clock.advance(61_000)
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 5, listed: 2, unreachable: 1 } })
  for (const who of all.told) expect(pushed(who)).toHaveLength(who === early ? 0 : 1)
  for (const who of everybody) expect(await mine(who)).toHaveLength(1)
  const { communityId } = all.place
  const key = deliveryKey({ communityId, pushId, accountId: early?.accountId })
  const [[inList], kept] = [await mine(early ?? all.quiet), await all.place.ctx.db.get(key, StoredDelivery)]
  expect(inList?.readAt).toBeDefined()
  expect(kept).toMatchObject({ state: 'listed', readAt: inList?.readAt })
  const { grants } = (await callAs(app, early ?? all.quiet, api.settings, {})).ok()
  expect(grants).toContainEqual({ kind, templateId: noticeTemplate, left: 2 })
})
