import { communitiesApi } from '@linli/shared/communities/api'
import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { mediaKey, type StoredMedia } from '../src/files/media-store'
import type { Place } from './make'
import { makeFeeItem } from './make-billing'
import type { Act } from './records'

type Home = { roomId: string; accountId: string }
/** `settle`: the lists know what was written. */
type Staff = {
  personId: string
  colleagueId: string
  settle: () => void
  /** The bill of an order that is confirmed is paid at the door. */
  collect: (order: { communityId: string; repairId: string }) => Promise<void>
}

/** Everything that can be done to orders, once: `desk` is a manager who repairs too. */
export async function repairStory(
  mine: Act,
  desk: Act,
  place: Place,
  { roomId, accountId }: Home,
  staff: Staff,
): Promise<void> {
  const { communityId } = place
  const at = { communityId }
  const home = { ...at, roomId }
  const line = { part: 'labour' as const, name: '更换角阀', quantity: 1, unit: '次', unitFen: 5_000 }
  const picture = (uploadedBy: string) => uploaded(place, uploadedBy)
  const report = async (kind: 'water' | 'lift' = 'water') => {
    const where =
      kind === 'water' ? { kind: 'home' as const } : { kind: 'public' as const, building: '1', spot: '电梯' }
    const { repairId } = await mine(myRepairsApi.report, { ...home, kind, where, text: '坏了', phone: '13800097001' })
    return { order: { ...at, repairId }, own: { ...home, repairId } }
  }
  const entered = async (kind: 'water' | 'lift' = 'water') => {
    const where = kind === 'water' ? { kind: 'room' as const, roomId } : { kind: 'public' as const, spot: '电梯' }
    const said = { source: 'phone' as const, name: '李小红', text: '坏了' }
    const { repairId } = await desk(repairsApi.enter, { ...at, ...said, kind, where })
    return { ...at, repairId }
  }

  const hall = { ...at, kind: 'lobby' as const, name: '大堂', active: true }
  const { placeId, version } = await desk(communitiesApi.createPlace, hall)
  await desk(communitiesApi.updatePlace, { ...hall, placeId, floor: '1层', version })
  const { feeItemId } = await makeFeeItem(place, {
    name: '维修费',
    formula: { kind: 'fixed' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    scope: 'assigned',
    price: 0,
  })
  const settings = { ...at, feeItemId, autoDispatch: false, revisit: 'unrated' as const, sla: {} }
  const { quantity: _one, ...item } = line
  await desk(repairsApi.saveSettings, { ...settings, catalogue: [{ ...item, active: true }], version: 0 })
  for (const personId of [staff.personId, staff.colleagueId]) {
    const card = { ...at, personId, name: '李强', skills: ['plumbing' as const], areas: [], shifts: [], active: true }
    await desk(repairsApi.saveWorker, { ...card, version: 0 })
  }
  await desk(workApi.setShift, { ...at, onShift: true })

  const { order, own } = await report()
  await mine(myRepairsApi.addMyNote, { ...own, text: '厨房' })
  await mine(myRepairsApi.addMyPictures, { ...own, fileIds: [await picture(accountId)] })
  await mine(myRepairsApi.urge, own)
  await desk(repairsApi.accept, order)
  await desk(repairsApi.note, { ...order, text: '老客户', internal: true })
  await desk(repairsApi.addPictures, { ...order, fileIds: [await picture(staff.personId)] })
  await desk(repairsApi.setResponsibility, { ...order, responsibility: 'owner' })
  const first = await desk(repairsApi.quote, { ...order, lines: [line] })
  await mine(myRepairsApi.answerQuote, { ...own, quoteId: first.quotes[0]?.quoteId ?? '', agree: false })
  const wrong = await desk(repairsApi.quote, { ...order, lines: [line] })
  await desk(repairsApi.withdrawQuote, { ...order, quoteId: wrong.quotes.at(-1)?.quoteId ?? '', reason: '报错了' })
  await desk(repairsApi.assign, { ...order, personId: staff.personId })
  await desk(workApi.acknowledge, order)
  await desk(workApi.depart, order)
  const { quotes } = await desk(workApi.quoteOnSite, { ...order, lines: [line] })
  const signed = async () => ({ signedBy: '李小红', signatureId: await picture(staff.personId) })
  await desk(workApi.signQuote, { ...order, ...(await signed()), quoteId: quotes.at(-1)?.quoteId ?? '' })
  await desk(workApi.start, order)
  await desk(workApi.pause, { ...order, reason: 'parts', note: '等角阀' })
  await desk(workApi.resume, order)
  await desk(workApi.recordWork, { ...order, materials: [{ name: '角阀', quantity: 1, unit: '个' }], minutes: 30 })
  const after = { stage: 'after' as const, fileIds: [await picture(staff.personId)] }
  await desk(workApi.addWorkPictures, { ...order, ...after })
  await desk(workApi.noteOnSite, { ...order, text: '已试水', internal: false })
  await desk(workApi.finish, order)
  await desk(workApi.handOverUnsent, { ...order, did: '记录材料和工时', at: '2026-11-22T04:00:00.000Z', why: '已换人' })
  await mine(myRepairsApi.confirm, own)
  await staff.collect(order)
  await mine(myRepairsApi.rate, { ...own, stars: 4 })
  await mine(myRepairsApi.reopen, { ...own, reason: '又漏了' })
  await desk(workApi.grab, order)
  await desk(workApi.transfer, { ...order, personId: staff.colleagueId, reason: '下班了' })

  const phoned = await entered()
  await desk(repairsApi.assign, { ...phoned, personId: staff.personId })
  await desk(workApi.settleResponsibility, { ...phoned, responsibility: 'fee', reason: '公共管道' })
  await desk(workApi.start, phoned)
  await desk(repairsApi.pauseByOffice, { ...phoned, reason: 'resident', note: '住户晚上才在家' })
  await desk(repairsApi.resumeByOffice, phoned)
  await desk(workApi.finish, phoned)
  await desk(repairsApi.confirmByPhone, { ...phoned, note: '回访满意' })
  await desk(repairsApi.reopenByOffice, { ...phoned, reason: '又来电话' })
  await desk(workApi.grab, phoned)
  await desk(workApi.start, phoned)
  await desk(workApi.finish, phoned)
  await desk(workApi.signOff, { ...phoned, ...(await signed()) })

  await desk(repairsApi.revisit, { ...phoned, outcome: 'satisfied', words: '不漏了' })
  await desk(repairsApi.setCosts, { ...phoned, labourFen: 5_000, materialFen: 0, outsideFen: 0 })

  await desk(repairsApi.decline, { ...(await report()).order, reason: '不在服务范围' })
  await mine(myRepairsApi.cancelMine, (await report()).own)
  await desk(repairsApi.cancel, { ...(await report()).order, reason: '重复' })
  const given = await entered()
  await desk(workApi.grab, given)
  await desk(workApi.handBack, { ...given, reason: '没有工具' })
  await entered()
  staff.settle()
  await desk(repairsApi.dispatchWaiting, at)
  const [lift, twice] = [await entered('lift'), (await report('lift')).order]
  await mine(myRepairsApi.follow, { ...home, repairId: lift.repairId })
  await desk(repairsApi.merge, { ...twice, intoId: lift.repairId })
}

/** A photo as it lies there once its bytes were looked at. */
export async function uploaded({ ctx, communityId, deps }: Place, by: string): Promise<string> {
  const fileId = deps.newId()
  const media: StoredMedia = { fileId, kind: 'photo', communityId, by, state: 'ready' }
  await ctx.db.writeMany([{ put: { ...mediaKey(communityId, fileId), ...media } }])
  return fileId
}
