import { openingApi } from '@linli/shared/opening/api'
import { workConfirmation } from '../src/opening/work-confirmation'
import { callAs, type Caller } from './call'
import type { Place } from './make'
import { bring, record } from './make-opening'
import type { Act, Recorder } from './records'

/** Three balances that were brought along: one is discarded, the others are confirmed and one of them reversed. */
export async function openingStory(desk: Act, { deps, app }: Recorder, office: Caller, place: Place): Promise<void> {
  const at = { communityId: place.communityId }
  await bring(place, record.arrears(500, { period: { from: '2026-06-01', to: '2026-06-30' } }))
  await bring(place, record.prepayment(900), record.deposit(1_000))
  deps.world.settle()
  const drafts = { ...at, kind: 'deposit' } as const
  const [wrong] = (await callAs(app, office, openingApi.listDrafts, drafts)).ok().items
  await desk(openingApi.discard, { ...at, draftId: wrong?.draftId ?? '', reason: '已经退了' })
  const { draft: sums } = (await callAs(app, office, openingApi.totals, at)).ok()
  const { confirmationId } = await desk(openingApi.confirm, { ...at, sums })
  await workConfirmation(deps, at.communityId, confirmationId)
  deps.world.settle()
  const confirmed = { ...at, kind: 'prepayment', state: 'confirmed' } as const
  const [lot] = (await callAs(app, office, openingApi.listDrafts, confirmed)).ok().items
  await desk(openingApi.reverse, { ...at, draftId: lot?.draftId ?? '', reason: '重复导入' })
}
