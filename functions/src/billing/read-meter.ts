import { meterProblems } from '@linli/shared/billing/meter-words'
import type { roundApi } from '@linli/shared/billing/round-api'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { addMinutes, beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, makeContext } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { attachedMedia, shownMedia } from '../files/attach-media'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'
import { findWorker, type StoredWorker } from '../repairs/workers'
import { loadMeter, type StoredMeter } from './meter-store'
import { loadReading, readingIdOf, readingItem, type StoredReading } from './reading-store'
import { takeReading } from './save-readings'
import { whoDid } from './words'

type Input = InputOf<typeof roundApi.readMeter>
type Typed = Pick<Input, 'communityId' | 'roomId' | 'meterId' | 'value' | 'rolledOver' | 'at'>

/** A phone of staff may be without a network for so long. */
const keptDays = 30
/** And its clock may be off by so much. */
const skewMinutes = 5

/**
 * A reading that was taken at the meter, with its photo, in one transaction; what the office typed meanwhile to the same
 * value gets the photo. Throws billing.reading_refused with what stands against it, files.not_arrived.
 */
export async function readMeter(ctx: Context, input: Input): Promise<StoredMeter> {
  const { communityId, photoId, at, spot, where } = input
  return deciding(async () => {
    const before = await loadMeter(ctx, input)
    const to = `reading#${readingIdOf(before.meterId, beijingDate(at))}`
    const { media, writes } = await attachedMedia(ctx, { communityId, fileIds: [photoId], to })
    if (media[0]?.kind !== 'photo') throw new AppError('files.not_arrived')
    const photo = { fileId: photoId, at, ...(spot && { spot }), ...(where && { where }) }
    const taken = await takenOrTyped(ctx, before, input, photo)
    await written(ctx, taken.meter, [...taken.writes, ...writes, ...idempotencyItems(ctx, taken.meter, keptDays)], at)
    return taken.meter
  })
}

/**
 * The reading of somebody who has no role here any more, whose phone was without a network: held, for the office to look
 * at; of the time in which they worked here, and not longer ago than a phone keeps it. Throws access.forbidden,
 * billing.reading_refused.
 */
export async function handOverReading(
  ctx: Context,
  input: InputOf<typeof roundApi.handOverReading>,
): Promise<{ done: true }> {
  const staff = staffActor(ctx)
  const owners = [`P#${staff.personId}#`, `C#${input.communityId}#`]
  const inside = makeContext(ctx.deps, staff, owners, ctx.requestId)
  const card = await findWorker(inside, input.communityId, staff.personId)
  if (!card || !isOfTheirTime(ctx, card, input.at)) throw new AppError('access.forbidden')
  return deciding(async () => {
    const before = await loadMeter(inside, input)
    if (isTyped(before, input)) return { done: true }
    const { meter, writes } = await take(inside, before, input, { unsent: true })
    await written(inside, meter, writes, input.at)
    return { done: true }
  })
}

/** Their role is gone at once, their card some moments later: until then they have just left. */
function isOfTheirTime(ctx: Context, { active, leftAt }: StoredWorker, at: string): boolean {
  const left = active ? ctx.now() : (leftAt ?? ctx.now())
  return at <= addMinutes(left, skewMinutes) && at >= addMinutes(ctx.now(), -keptDays * 1_440)
}

/** The picture of a reading, by links for 5 minutes. Throws record.not_found where there is none. */
export async function readingPhoto(
  ctx: Context,
  asked: InputOf<typeof roundApi.readingPhoto>,
): Promise<OutputOf<typeof roundApi.readingPhoto>> {
  const { photo } = await loadReading(ctx, asked)
  if (!photo) throw new AppError('record.not_found')
  const [shown] = await shownMedia(ctx, asked.communityId, [{ fileId: photo.fileId, kind: 'photo' }])
  if (!shown) throw new AppError('record.not_found')
  return { ...photo, photo: shown }
}

const isTyped = ({ last }: StoredMeter, { at, value }: Typed): boolean =>
  last?.readOn === beijingDate(at) && last.value === value

async function takenOrTyped(
  ctx: Context,
  meter: StoredMeter,
  typed: Typed,
  photo: NonNullable<StoredReading['photo']>,
): Promise<{ meter: StoredMeter; writes: Write[] }> {
  if (!isTyped(meter, typed)) return take(ctx, meter, typed, { photo })
  const known = await loadReading(ctx, { ...typed, readOn: beijingDate(typed.at) })
  const put = readingItem({ ...known, photo: known.photo ?? photo })
  return { meter, writes: [{ put, if: { enteredAt: known.enteredAt, state: known.state } }] }
}

/** The next reading of a meter by its own rules. Throws billing.reading_refused. */
async function take(
  ctx: Context,
  before: StoredMeter,
  { value, rolledOver, at }: Typed,
  more: { photo?: StoredReading['photo']; unsent?: boolean },
) {
  const readOn = beijingDate(at)
  if (readOn > ctx.today()) throw refused(meterProblems.future)
  const taken = takeReading(before, { value, readOn, rolledOver }, { by: whoDid(ctx.actor), at: ctx.now(), ...more })
  if ('problem' in taken) throw refused(await whyNot(ctx, before, readOn, taken.problem))
  return taken
}

/** Somebody was there before: the phone is told who read what, instead of that the day is over. */
async function whyNot(
  ctx: Context,
  { communityId, roomId, meterId, last }: StoredMeter,
  readOn: string,
  problem: string,
) {
  if (!last || last.readOn < readOn) return problem
  const { value, enteredBy } = await loadReading(ctx, { communityId, roomId, meterId, readOn: last.readOn })
  return meterProblems.readMeanwhile(last.readOn, value, enteredBy)
}

const refused = (message: string) => new AppError('billing.reading_refused', { message })

async function written(ctx: Context, meter: StoredMeter, writes: Write[], at: string): Promise<void> {
  const { communityId, meterId, roomCode } = meter
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.save_readings',
    objectType: 'meter',
    objectId: meterId,
    summary: `现场抄表 ${roomCode}（${beijingDate(at)}）`,
  })
  await ctx.db.transact([...writes, audit], audit.put)
}
