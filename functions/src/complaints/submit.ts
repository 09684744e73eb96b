import type { complaintsApi } from '@linli/shared/complaints/api'
import { atComplaint, complaintTimers, dueOnOf } from '@linli/shared/complaints/rules'
import type { ComplaintDetail, ComplaintKind, ComplaintStep, MyComplaint } from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintRefusals } from '@linli/shared/complaints/words'
import { placeTitle } from '@linli/shared/communities/place-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { findPlace } from '../communities/places'
import { loadRoom } from '../communities/rooms'
import { type Context, type GrantedHome, reaching } from '../context'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { numberOf } from '../record-number'
import { countItems } from './count-complaint'
import { stepOf } from './move-complaint'
import {
  accountComplaints,
  complaintPointers,
  complaintWrites,
  dueOwner,
  phoneParts,
  stepItem,
  type StoredComplaint,
} from './store'
import { detailView, myView } from './views'
import { roomForComplaint } from './written'

/** 投诉、咨询、表扬、建议 by the app: once for its key. It is its writer's own, and nobody else's of the household. */
export async function submit(ctx: Context, input: InputOf<typeof complaintsApi.submit>): Promise<MyComplaint> {
  const { communityId, roomId, kind, text, phone } = input
  const actor = accountActor(ctx)
  const { accountId } = actor
  const home = homeOf(actor, { communityId, roomId }, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  await roomForComplaint(ctx)
  const complaint: StoredComplaint = {
    ...newComplaint(ctx, { communityId, kind, text, phone }),
    source: 'mini_program',
    name: home.personName,
    roomId,
    roomCode: home.roomCode,
    accountId,
  }
  const { complaintId } = complaint
  const further: Write[] = [
    { put: { pk: accountComplaints(accountId), sk: complaintId, communityId, at: ctx.now() } },
    // An account that is deleted meanwhile leaves nothing behind that its deletion would not find.
    { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
  ]
  return begin(ctx, complaint, further, steps => myView(ctx, complaint, steps))
}

/** What came by telephone, at the desk, on a patrol, or from 12345 with its number and date. Throws request.invalid, record.not_found. */
export async function enter(ctx: Context, input: InputOf<typeof complaintsApi.enter>): Promise<ComplaintDetail> {
  const { communityId, kind, text, phone, source, name, roomId, placeId, externalNumber, externalDueOn } = input
  if (source === 'hotline' && (!externalNumber || !externalDueOn))
    throw new AppError('request.invalid', {
      fields: [{ path: 'externalNumber', message: complaintRefusals.noNumber }],
    })
  const room = roomId ? await loadRoom(ctx, communityId, roomId) : undefined
  const place = placeId ? await findPlace(ctx, communityId, placeId) : undefined
  if (placeId && !place?.active)
    throw new AppError('request.invalid', { fields: [{ path: 'placeId', message: complaintRefusals.noPlace }] })
  const complaint: StoredComplaint = {
    ...newComplaint(ctx, { communityId, kind, text, phone, externalDueOn }),
    source,
    name,
    ...(room && { roomId: room.roomId, roomCode: room.code }),
    ...(place && { place: { placeId: place.placeId, title: placeTitle(place) } }),
    ...(externalNumber && { externalNumber }),
  }
  return begin(ctx, complaint, [], steps => detailView(ctx, complaint, steps))
}

/**
 * A suggestion that somebody made where neighbours read it: a complaint of that kind for the transaction of whoever keeps
 * the words; `owners` are whom it reaches.
 */
export function suggestionItems(ctx: Context, home: GrantedHome, text: string) {
  const { communityId, roomId, roomCode, personName: name } = home
  const { accountId } = accountActor(ctx)
  const complaint: StoredComplaint = {
    ...newComplaint(ctx, { communityId, kind: 'suggestion', text, phone: undefined }),
    source: 'mini_program',
    name,
    roomId,
    roomCode,
    accountId,
  }
  const { complaintId, number } = complaint
  const pointer = { put: { pk: accountComplaints(accountId), sk: complaintId, communityId, at: ctx.now() } }
  const step = stepOf(ctx, 'report', undefined)
  return {
    complaint: { complaintId, number },
    writes: [...beginning(ctx, complaint, step), pointer],
    owners: [dueOwner],
  }
}

type Wish = {
  communityId: string
  kind: ComplaintKind
  text: string
  phone: string | undefined
  externalDueOn?: string | undefined
}

function newComplaint(ctx: Context, { phone, externalDueOn, ...wish }: Wish) {
  const complaintId = ctx.newId()
  const dueOn = dueOnOf(wish.kind, ctx.today(), externalDueOn)
  return {
    ...wish,
    complaintId,
    number: numberOf('TS', ctx.today(), complaintId),
    state: 'submitted' as const,
    reportedAt: ctx.now(),
    dueOn,
    reopened: 0,
    concerns: [],
    timers: complaintTimers({}, atComplaint, dueOn, ctx.now()),
    ...(phone && phoneParts(ctx, { communityId: wish.communityId, complaintId }, phone)),
    pictures: [],
    version: 1,
  }
}

async function begin<T>(
  ctx: Context,
  complaint: StoredComplaint,
  further: Write[],
  view: (steps: ComplaintStep[]) => T | Promise<T>,
): Promise<T> {
  const { communityId, complaintId, kind, number } = complaint
  const step = stepOf(ctx, 'report', undefined)
  const answer = await view([step])
  const audit = auditItem(ctx, {
    communityId,
    action: 'complaints.submit',
    objectType: 'complaint',
    objectId: complaintId,
    summary: `${number} ${complaintKindNames[kind]}`,
  })
  await reaching(ctx, dueOwner).db.transact(
    [...beginning(ctx, complaint, step), ...further, audit, ...idempotencyItems(ctx, answer)],
    audit.put,
  )
  return answer
}

const beginning = (ctx: Context, complaint: StoredComplaint, step: ComplaintStep): Write[] => [
  ...complaintWrites(complaint, undefined),
  ...complaintPointers(complaint).map(put => ({ put })),
  { put: stepItem(complaint, step, complaint.version), ifAbsent: true },
  ...countItems(ctx, complaint, undefined),
]
