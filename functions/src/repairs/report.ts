import type { repairsApi } from '@linli/shared/repairs/api'
import { repairKinds, type RepairKind } from '@linli/shared/repairs/kinds'
import type { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { RepairPlace, WishedTime } from '@linli/shared/repairs/schema'
import { beginOf, clocksOf } from '@linli/shared/repairs/timers'
import type { MyRepair, RepairDetail } from '@linli/shared/repairs/views'
import { kindNames, refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { accountActor, verifiedPhoneIfAny } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { numberOf } from '../record-number'
import { countItems } from './count-order'
import { dispatchMessage, firstStep } from './move-repair'
import { roomForReport } from './reported'
import { loadSettings, slaOf } from './settings'
import { latestWrites } from './latest'
import { placeOf } from './place-of'
import { accountRepairs, contactParts, dueOwner, pointersOf, repairWrites, stepItem, type StoredRepair } from './store'
import { detailView, myView } from './views'

/** A resident's report: once for its key, however often a phone sends it. Pictures follow. Throws request.invalid. */
export async function report(ctx: Context, input: InputOf<typeof myRepairsApi.report>): Promise<MyRepair> {
  const { communityId, roomId, where, phone } = input
  const actor = accountActor(ctx)
  const { accountId } = actor
  const home = homeOf(actor, { communityId, roomId }, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  await roomForReport(ctx)
  const room = { roomId, code: home.roomCode, building: buildingOf(home.roomCode) }
  const place = await placeOf(ctx, communityId, where.kind === 'home' ? { kind: 'room', ...room } : where)
  // Whoever comes has a number to call, also when none was written: the one that was verified at this sign-in.
  const reached = phone ?? verifiedPhoneIfAny(ctx)
  const reporter = { accountId, personId: home.personId, name: home.personName }
  const repair = await newRepair(ctx, { ...input, place, roomId, source: 'mini_program', reporter, phone: reached })
  const pointer: Write = {
    put: { pk: accountRepairs(accountId), sk: repair.repairId, communityId, as: 'reporter', at: ctx.now() },
  }
  // An account that is deleted meanwhile leaves no report behind that its deletion would not find.
  const alive: Write = { check: grantsKey(accountId), if: { version: { atLeast: 0 } } }
  return begin(ctx, repair, [pointer, alive], steps => myView(ctx, repair, steps))
}

/** A report by telephone, at the desk, on a patrol, or by 12345 with its number and date. Throws request.invalid, record.not_found. */
export async function enter(ctx: Context, input: InputOf<typeof repairsApi.enter>): Promise<RepairDetail> {
  const { communityId, where, name, phone, source, externalNumber, externalDueAt } = input
  if (source === 'hotline' && (!externalNumber || !externalDueAt)) throw wrong('externalNumber', refusalWords.noNumber)
  const room = where.kind === 'room' ? await loadRoom(ctx, communityId, where.roomId) : undefined
  const { code = '', building = '' } = room ?? {}
  const place = await placeOf(ctx, communityId, where.kind === 'room' ? { ...where, code, building } : where)
  const repair = await newRepair(ctx, { ...input, place, roomId: room?.roomId, source, reporter: { name }, phone })
  const external = { ...(externalNumber && { externalNumber }), ...(externalDueAt && { externalDueAt }) }
  const finishBy = externalDueAt && externalDueAt < repair.finishBy ? externalDueAt : repair.finishBy
  const timers = { ...repair.timers, finish_late: finishBy }
  const full: StoredRepair = { ...repair, ...external, finishBy, timers, state: 'accepted' }
  return begin(ctx, full, [], steps => detailView(ctx, full, steps))
}

type Wish = {
  communityId: string
  kind: RepairKind
  place: RepairPlace
  text: string
  wish?: WishedTime | undefined
  source: StoredRepair['source']
  reporter: StoredRepair['reporter']
  roomId: string | undefined
  phone: string | undefined
}

async function newRepair(ctx: Context, { phone, roomId, ...wish }: Wish): Promise<StoredRepair> {
  const { communityId, kind, place, text, source, reporter } = wish
  const { only, emergency = false } = repairKinds[kind]
  if (only && only !== place.kind)
    throw wrong('where', only === 'public' ? refusalWords.notHere : refusalWords.inHomeOnly)
  const now = ctx.now()
  if (wish.wish && beginOf(now, wish.wish) === now && wish.wish.date < ctx.today())
    throw wrong('wish', refusalWords.wishPassed)
  const repairId = ctx.newId()
  return {
    repairId,
    number: numberOf('BX', ctx.today(), repairId),
    communityId,
    kind,
    emergency,
    place,
    text,
    ...(wish.wish && { wish: wish.wish }),
    source,
    // Nobody has to look at an emergency before somebody may go.
    state: emergency ? 'accepted' : 'submitted',
    reportedAt: now,
    ...clocksOf(slaOf(await loadSettings(ctx, communityId), kind), now, wish.wish),
    quotes: [],
    urges: 0,
    reopened: 0,
    followers: 0,
    pictures: [],
    reporter,
    ...(roomId && { roomId }),
    ...(phone && contactParts(ctx, { communityId, repairId }, phone)),
    version: 1,
  }
}

async function begin<T>(
  ctx: Context,
  repair: StoredRepair,
  further: Write[],
  view: (steps: ReturnType<typeof firstStep>[]) => Promise<T>,
): Promise<T> {
  const { communityId, repairId, kind, number, emergency } = repair
  const step = firstStep(ctx, repair.text)
  const answer = await view([step])
  const audit = auditItem(ctx, {
    communityId,
    action: 'repairs.report',
    objectType: 'repair',
    objectId: repairId,
    summary: `${number} ${kindNames[kind]}${emergency ? '（紧急）' : ''}`,
  })
  await reaching(ctx, dueOwner).db.transact(
    [
      ...repairWrites(repair, undefined),
      ...pointersOf(repair),
      ...latestWrites(repair),
      { put: stepItem(repair, step, repair.version), ifAbsent: true },
      ...further,
      dispatchMessage(ctx, repair),
      ...countItems(ctx, repair, undefined),
      audit,
      ...idempotencyItems(ctx, answer),
    ],
    audit.put,
  )
  return answer
}

const buildingOf = (code: string) => code.split('-')[0] ?? code
const wrong = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
