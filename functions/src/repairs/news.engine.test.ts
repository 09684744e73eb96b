import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { openRepairs } from '../../test/repairs'

const Told = z.object({
  type: z.literal('message.tell_staff'),
  personId: z.string(),
  facts: z.object({ event: z.string(), place: z.string() }),
})

it('whoever an order is passed on to hears of it, and whoever had it when it is opened again; nobody hears of what they did', async () => {
  const world = await openRepairs()
  const { communityId, owner, desk, worker, second, ok, deps } = world
  const told: { personId: string; facts: { event: string; place: string } }[] = []
  const committed = deps.outbox.committed.bind(deps.outbox)
  deps.outbox.committed = writes => {
    for (const write of writes) {
      const { data } = Told.safeParse('put' in write ? write.put.body : undefined)
      if (data) told.push(data)
    }
    committed(writes)
  }
  const { repairId } = await world.report()
  const at = { communityId, repairId }
  await world.given(repairId)
  await ok(desk, repairsApi.setResponsibility, { ...at, responsibility: 'warranty' })
  await ok(worker, workApi.transfer, { ...at, personId: second.personId, reason: '要会电焊' })
  await ok(desk, repairsApi.assign, { ...at, personId: worker.personId })
  await world.worked(repairId)
  await ok(owner, myRepairsApi.reopen, { ...owner.at, repairId, reason: '又漏了' })
  await ok(second, workApi.grab, at)
  deps.outbox.committed = committed
  expect(told.map(({ personId, facts: { event } }) => [personId, event])).toEqual([
    [worker.personId, 'assign'],
    [second.personId, 'transfer'],
    [worker.personId, 'transfer'],
    [worker.personId, 'reopen'],
  ])
})
