import { dunningApi } from '@linli/shared/dunning/api'
import { firstPlan } from '@linli/shared/dunning/plan'
import { loadRoom } from '../src/communities/rooms'
import { recountBills } from '../src/dunning/count-debts'
import { listArrears } from '../src/dunning/list-arrears'
import { debtReminders } from '../src/dunning/reminder-lists'
import type { Place } from './make'
import { makeBill } from './payments'
import type { Act } from './records'
import type { TestDeps } from './context'

/** A household in arrears: why, a task and its result, a plan, a reminder, a letter that is delivered, the evidence. */
export async function dunningStory(desk: Act, deps: TestDeps, place: Place, roomId: string): Promise<void> {
  const { ctx, communityId } = place
  const at = { communityId }
  const { billId } = await makeBill(place, await loadRoom(ctx, communityId, roomId), { dueDate: '2026-10-12' })
  await recountBills(ctx, communityId, [{ roomId, billId }])
  deps.world.settle()
  const [debt] = (await listArrears(ctx, at)).items
  const one = { ...at, roomId, debtId: debt?.debtId ?? '' }
  const task = { what: '上门说明', who: '王芳', until: '2026-12-01' }
  const said = { ...one, reason: 'vacant' as const, note: '常年不住', version: debt?.version ?? 0 }
  const kept = await desk(dunningApi.setReason, { ...said, task })
  await desk(dunningApi.finishTask, { ...at, taskId: kept.task?.taskId ?? '', result: '答应年底缴' })
  await desk(dunningApi.refresh, at)
  const { on: _off, ...wish } = firstPlan
  const plan = await desk(dunningApi.savePlan, { ...at, ...wish })
  await desk(dunningApi.switchPlan, { ...at, on: true, version: plan.version })
  const debts = [{ roomId, debtId: one.debtId }]
  await desk(dunningApi.remind, { ...at, debts })
  await desk(dunningApi.printLetters, { ...at, debts })
  deps.world.settle()
  const letter = (await debtReminders(ctx, one)).items.find(({ attempts }) => attempts.length > 0)
  const delivery = { way: 'in_person' as const, on: ctx.today(), version: letter?.version ?? 0 }
  await desk(dunningApi.recordDelivery, { ...one, reminderId: letter?.reminderId ?? '', ...delivery })
  await desk(dunningApi.printEvidence, one)
}
