import { type Assignment, type NamedPayer } from '@linli/shared/billing/registers'
import { overlappingPayer, RoomTerms, type roomTermsApi } from '@linli/shared/billing/room-terms'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { ChargedRoom } from '../communities/charged-room'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'
import { Cover, coverKey, coverWriteAt, type ItemCover } from './cover'
import { loadFeeItem, type StoredFeeItem } from './fee-item-store'
import type { Developer } from './payer-spans'
import { assignmentItem, assignmentsBegin, ofRoomPk, StoredAssignment } from './register-store'
import { takesPayers } from './takes-terms'
import { fieldProblems, termsWords } from './words'

type Input = InputOf<typeof roomTermsApi.setRoomTerms>

/**
 * How a room is charged a fee item from now on: in the register, and beside its days, where every run reads it. Drafts
 * that were computed before are held back when they are published. Throws request.invalid, record.not_found.
 */
export async function setRoomTerms(ctx: Context, input: Input): Promise<Assignment> {
  const { communityId, roomId, feeItemId, applies, ...wish } = input
  const at = { communityId, roomId, feeItemId }
  return changeRoomTerms(ctx, at, ({ room, item, developer }) => {
    const terms = checkedTerms(wish, room, developer)
    if (applies) checkFits(item, terms)
    return applies ? terms : undefined
  })
}

type Known = { room: ChargedRoom; item: StoredFeeItem; developer: Developer; terms: ItemCover['terms'] }

/**
 * The same from what is agreed now: `change` answers the terms that hold instead, undefined for none. `further`: what goes
 * into the transaction with it, `technical` where it is one part of a larger work.
 */
export async function changeRoomTerms(
  ctx: Context,
  { communityId, roomId, feeItemId }: { communityId: string; roomId: string; feeItemId: string },
  change: (known: Known) => RoomTerms | undefined,
  { further = [], technical }: { further?: Write[]; technical?: boolean } = {},
): Promise<Assignment> {
  const [room, item, { developer }] = await Promise.all([
    loadRoom(ctx, communityId, roomId),
    loadFeeItem(ctx, communityId, feeItemId),
    loadCommunity(ctx, communityId),
  ])
  return deciding(async () => {
    const key = coverKey(communityId, roomId)
    const [cover] = await ctx.db.getMany([key], Cover)
    const before = cover?.items[feeItemId]?.terms
    const changed = change({ room, item, developer, terms: before })
    // An approved vacancy stays, unless the room is not charged the item any more.
    const vacancies = changed || item.scope !== 'assigned' ? before?.vacancies : undefined
    const terms = changed || vacancies ? { ...changed, ...(vacancies && { vacancies }) } : undefined
    const assignment: Assignment = {
      assignmentId: derivedId('terms', communityId, roomId, feeItemId),
      communityId,
      roomId,
      roomCode: room.code,
      feeItemId,
      feeItemName: item.name,
      applies: true,
      ...terms,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.set_room_terms',
      objectType: 'room',
      objectId: roomId,
      summary: `${room.code} ${item.name}：${terms ? termsWords(terms) : '取消约定'}`,
      ...(technical && { technical }),
    })
    const record = assignmentItem({ ...assignment, version: 1 })
    await ctx.db.transact(
      [
        terms ? { put: record } : { delete: { pk: record.pk, sk: record.sk } },
        ...(await noLongerTold(ctx, assignment)),
        coverWriteAt(key, cover, withTerms(cover, feeItemId, terms)),
        ...further,
        audit,
      ],
      audit.put,
    )
    return assignment
  })
}

/** Rows of an old system for the same item: what the office agrees now holds in their place. */
async function noLongerTold(
  ctx: Context,
  { communityId, roomId, feeItemId, assignmentId }: Assignment,
): Promise<Write[]> {
  const asked = { pk: ofRoomPk(communityId, roomId), begins: assignmentsBegin, schema: StoredAssignment }
  const rows = await queryAll(ctx.db, asked, mostRows)
  return rows
    .filter(row => row.applies && row.feeItemId === feeItemId && row.assignmentId !== assignmentId && !row.thing)
    .map(({ applies: _applies, ...row }) => ({ put: assignmentItem({ ...row, version: row.version + 1 }) }))
}
/** More fee items than any room has, with room in the transaction for all of one item's rows. */
const mostRows = 50

/** The covered days with other terms for one of their names. */
export function withTerms(cover: Cover | undefined, name: string, terms: ItemCover['terms']): Cover['items'] {
  const { terms: _before, ...days }: ItemCover = cover?.items[name] ?? { ranges: [] }
  return { ...cover?.items, [name]: terms ? { ...days, terms } : days }
}

/** Terms whose dates fit each other, payers named in the order of their days and known where they live. Throws request.invalid. */
export function checkedTerms(input: RoomTerms, room: ChargedRoom | undefined, developer: Developer): RoomTerms {
  const terms = RoomTerms.parse(input)
  if (terms.from && terms.to && terms.to < terms.from) throw refused('to', fieldProblems.tariffDates)
  const { payers } = terms
  if (!payers) return terms
  if (payers.some(({ from, to }) => from && to && to < from)) throw refused('payers', fieldProblems.tariffDates)
  if (overlappingPayer(payers)) throw refused('payers', fieldProblems.payersOverlap)
  return { ...terms, payers: payers.map(payer => known(payer, room, developer)) }
}

/** Somebody of the room by that name, or the developer; an id that is nobody's here is dropped. */
function known(
  { name, personId, from, to }: NamedPayer,
  room: ChargedRoom | undefined,
  developer: Developer,
): NamedPayer {
  const people = room?.occupancies.filter(each => each.personName === name) ?? []
  const found = people.find(each => each.personId === personId) ?? people[0]
  const id = found?.personId ?? (developer?.name === name ? developer.personId : undefined)
  return { name, ...(id && { personId: id }), ...(from && { from }), ...(to && { to }) }
}

/** By meters and common costs a room pays its part whole: only who pays can be agreed. Things have terms of their own. */
function checkFits(item: StoredFeeItem, { payers, ...others }: RoomTerms): void {
  if (!takesPayers(item)) throw refused('feeItemId', fieldProblems.noTerms)
  const isWhole = item.formula.kind === 'meter' || item.formula.kind === 'shared'
  if (isWhole && (!payers || Object.values(others).some(value => value !== undefined)))
    throw refused('feeItemId', fieldProblems.onlyPayers)
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
