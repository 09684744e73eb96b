import type { repairsApi } from '@linli/shared/repairs/api'
import type { workApi } from '@linli/shared/repairs/work-api'
import { dutyOf, nextShift } from '@linli/shared/repairs/duty'
import { Worker } from '@linli/shared/repairs/views'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { maskPhone } from '@linli/shared/people/schema'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import type { Item, Key } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { staffActor, staffHere } from '../identity/staff'
import { outboxItem } from '../outbox'
import { loadSettings } from './settings'
import { dueOwner, dueShardOf } from './store'

/** Somebody who repairs, as kept: their number is sealed. `nextShiftAt`: when the clock looks at what waits (begin-shift.ts). */
export const StoredWorker = Worker.omit({ phoneMasked: true, duty: true }).extend({
  phoneSealed: z.string().optional(),
  nextShiftAt: Instant.optional(),
  /** Since when they work here no more: what their phone kept is from before (read-meter.ts). */
  leftAt: Instant.optional(),
})
export type StoredWorker = z.infer<typeof StoredWorker>

export const workersPk = (communityId: string) => `C#${communityId}#workers`
export const workerKey = (communityId: string, personId: string): Key => ({ pk: workersPk(communityId), sk: personId })
export const workerField = (personId: string) => `worker:${personId}`

/** The item of somebody who repairs: the next shift of theirs is among what is due. */
export function workerItem(communityId: string, worker: StoredWorker, now: Instant): Item {
  const { nextShiftAt: _before, ...card } = worker
  return { ...workerKey(communityId, worker.personId), ...card, ...shiftDue(communityId, worker, now) }
}

export function shiftDue(communityId: string, { personId, shifts, active }: StoredWorker, now: Instant) {
  const nextShiftAt = active ? nextShift(shifts, now) : undefined
  return nextShiftAt && { nextShiftAt, gs3pk: dueShardOf(personId), gs3sk: `${nextShiftAt}#${communityId}` }
}

export const findWorker = (ctx: Context, communityId: string, personId: string): Promise<StoredWorker | undefined> =>
  ctx.db.get(workerKey(communityId, personId), StoredWorker)

export const phoneOf = (ctx: Context, { personId, phoneSealed }: StoredWorker): string | undefined =>
  phoneSealed && ctx.deps.secrets.open(phoneSealed, workerField(personId))

/** As it is now: on duty by hand, or by the week's plan. */
const viewOf = (ctx: Context, worker: StoredWorker): Worker => {
  const phone = phoneOf(ctx, worker)
  const { on, since, why } = dutyOf(worker, ctx.now())
  return {
    ...worker,
    onShift: on,
    duty: why,
    ...(since && { shiftSince: since }),
    ...(phone && { phoneMasked: maskPhone(phone) }),
  }
}

/** All who repair here, at most 500: a community has some tens. */
export const allWorkers = async (ctx: Context, communityId: string): Promise<StoredWorker[]> =>
  (await registered(ctx, communityId)).filter(({ active }) => active)

/** How people are called, those who left among them. */
export const workerNames = async (ctx: Context, communityId: string): Promise<Map<string, string>> =>
  new Map((await registered(ctx, communityId)).map(({ personId, name }) => [personId, name]))

const registered = async (ctx: Context, communityId: string): Promise<StoredWorker[]> =>
  (await ctx.db.query({ pk: workersPk(communityId), schema: StoredWorker, limit: 500 })).items

export async function listWorkers(
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Worker[]; cursor?: string }> {
  const found = await ctx.db.query({ pk: workersPk(communityId), schema: StoredWorker, ...page })
  return { ...found, items: found.items.map(worker => viewOf(ctx, worker)) }
}

/** Registers an office person of this community who may do repairs. Throws record.not_found, record.changed. */
export async function saveWorker(ctx: Context, input: InputOf<typeof repairsApi.saveWorker>): Promise<Worker> {
  const { communityId, personId, phone, version, ...rest } = input
  if (!(await staffHere(ctx, communityId, personId, 'repairs:work'))) throw new AppError('record.not_found')
  const known = await findWorker(ctx, communityId, personId)
  const sealed = phone ? ctx.deps.secrets.seal(phone, workerField(personId)) : known?.phoneSealed
  const worker: StoredWorker = {
    ...rest,
    personId,
    onShift: rest.active && (known?.onShift ?? false),
    ...(known?.shiftSince && { shiftSince: known.shiftSince }),
    ...(sealed && { phoneSealed: sealed }),
    version: version + 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'repairs.save_worker',
    objectType: 'staff',
    objectId: personId,
    summary: `维修人员：技能 ${rest.skills.length} 项，片区 ${rest.areas.length || '全部'}${rest.active ? '' : '，停用'}`,
  })
  const put = workerItem(communityId, worker, ctx.now())
  const here = dutyOf(worker, ctx.now()).on ? [waitingItem(ctx, communityId)] : []
  await reaching(ctx, dueOwner).db.transact(
    [version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit, ...here],
    audit.put,
  )
  return viewOf(ctx, worker)
}

/** The caller's own card. Throws repairs.refused for who has none. */
export async function myWorker(ctx: Context, communityId: string): Promise<StoredWorker> {
  const worker = await findWorker(ctx, communityId, staffActor(ctx).personId)
  if (!worker?.active) throw new AppError('repairs.refused', { message: refusalWords.notAWorker })
  return worker
}

export const myShift = async (ctx: Context, { communityId }: { communityId: string }): Promise<Worker> =>
  viewOf(ctx, await myWorker(ctx, communityId))

/** What is needed on the spot: the price list, and to whom an order can be given. */
export async function workbench(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<OutputOf<typeof workApi.workbench>> {
  const { personId } = staffActor(ctx)
  const [{ catalogue }, workers] = await Promise.all([loadSettings(ctx, communityId), allWorkers(ctx, communityId)])
  return {
    catalogue: catalogue.flatMap(({ costFen: _ours, ...item }) => (item.active ? [item] : [])),
    colleagues: workers
      .filter(worker => worker.personId !== personId)
      .map(worker => ({ personId: worker.personId, name: worker.name, onShift: dutyOf(worker, ctx.now()).on })),
  }
}

/** 上岗, 下岗. Whoever comes gets of what waits, where the community gives out by itself. */
export async function setShift(
  ctx: Context,
  { communityId, onShift }: InputOf<typeof workApi.setShift>,
): Promise<Worker> {
  return deciding(async () => {
    const known = await myWorker(ctx, communityId)
    const worker = { ...known, onShift, shiftSince: ctx.now(), version: known.version + 1 }
    const audit = auditItem(ctx, {
      communityId,
      action: 'repairs.set_shift',
      objectType: 'staff',
      objectId: known.personId,
      summary: onShift ? '上岗' : '下岗',
    })
    const put = workerItem(communityId, worker, ctx.now())
    const waiting = onShift ? [waitingItem(ctx, communityId)] : []
    await reaching(ctx, dueOwner).db.transact([{ put, if: { version: known.version } }, audit, ...waiting], audit.put)
    return viewOf(ctx, worker)
  })
}

/** Asks for what waits to be given out, where the community gives out by itself. */
export const waitingItem = (ctx: Context, communityId: string): Write =>
  outboxItem(ctx, 'jobs', { type: 'repairs.dispatch_waiting', communityId })
