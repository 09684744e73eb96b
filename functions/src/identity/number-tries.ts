import { AppError } from '@linli/shared/errors'
import { surnameMatches, surnameOf } from '@linli/shared/people/schema'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { homesByPhone } from '../people/homes-by-phone'
import { NumberTries, numberTriesKey } from './store'
import { mayBeOffered, sixSurnames } from './surnames'
import { takeLook } from './verify-phone'
import { namesSpent } from './words'

/** So many different names may be typed for a number on one day, whatever accounts and sessions they come from. */
const namesADay = 10
/** Whoever has typed so many could leave them out of a list: it then offers no surname of the register. */
const namesBeforeList = 3
/** A poster's list takes one tap a day, and two in all: with a third it would soon be read out. */
const tapsInAll = 2
const keptNames = 60
const keptSeconds = 366 * 86_400

type Tries = NumberTries & { key: { pk: string; sk: string } }

/**
 * The six surnames that a poster offers to whoever has this number: one of the register's people, or none. Chosen once
 * for the number, whichever poster is scanned, and kept: a list that changed would tell what changed.
 */
export async function offerSurnames(ctx: Context, phone: string): Promise<string[]> {
  return deciding(async () => {
    const tries = await loadTries(ctx, phone)
    if (tries.list) {
      await takeLook(ctx, 'identity.open_poster')
      return tries.list
    }
    const own = await surnameInRegister(ctx, phone)
    const [seed = ''] = ctx.deps.secrets.hashes(phone, 'surnames')
    const list = sixSurnames(seed, tries.typed.length < namesBeforeList ? own : undefined)
    await takeLook(ctx, 'identity.open_poster', keptTries(ctx, tries, { list }))
    return list
  })
}

/**
 * Books the tap before anything is compared: of many at once one counts, and the same again is the same. Answers whether
 * the surname was offered at all. Throws identity.tap_spent, request.too_many.
 */
export async function tapSurname(ctx: Context, phone: string, surname: string): Promise<boolean> {
  return deciding(async () => {
    const tries = await loadTries(ctx, phone)
    const last = tries.taps.at(-1)
    const isNew = last?.surname !== surname
    if (isNew && (last?.date === ctx.today() || tries.taps.length >= tapsInAll))
      throw new AppError('identity.tap_spent')
    const taps = [...tries.taps, { surname, date: ctx.today() }]
    await takeLook(ctx, 'identity.tap_surname', isNew ? keptTries(ctx, tries, { taps }) : [])
    return tries.list?.includes(surname) ?? false
  })
}

/**
 * Books a name that was typed for a number, once, and answers which names it agrees with: the surname is enough until a
 * poster has offered six of them; from then on it is the whole name. Throws identity.name_needed, request.too_many.
 */
export async function tryName(ctx: Context, phone: string, text: string): Promise<(name: string) => boolean> {
  const typed = text.trim()
  const [hash = ''] = ctx.deps.secrets.hashes(typed, `typed:${phone}`)
  return deciding(async () => {
    const tries = await loadTries(ctx, phone)
    if (tries.list && surnameOf(typed) === typed) throw new AppError('identity.name_needed')
    const isNew = !tries.typed.some(each => each.hash === hash)
    const today = tries.typed.filter(each => each.date === ctx.today())
    if (isNew && today.length >= namesADay) throw new AppError('request.too_many', { message: namesSpent })
    const kept = { typed: [...tries.typed, { hash, date: ctx.today() }].slice(-keptNames) }
    await takeLook(ctx, 'identity.find_homes', isNew ? keptTries(ctx, tries, kept) : [])
    // Once there is a list no bare surname comes as far as this.
    return name => surnameMatches(name, typed)
  })
}

/** Of several people with one number the owner of the longest: the others type their names. */
async function surnameInRegister(ctx: Context, phone: string): Promise<string | undefined> {
  const homes = await homesByPhone(ctx, phone, name => mayBeOffered(name, surnameOf(name)))
  const [first] = homes.sort(
    (a, b) =>
      Number(b.role === 'owner') - Number(a.role === 'owner') ||
      a.from.localeCompare(b.from) ||
      a.occupancyId.localeCompare(b.occupancyId),
  )
  return first && surnameOf(first.name)
}

async function loadTries(ctx: Context, phone: string): Promise<Tries> {
  const keys = ctx.deps.secrets.hashes(phone, 'tries').map(numberTriesKey)
  const found = await reaching(ctx, 'G#tries#').db.getMany(keys, NumberTries)
  const at = Math.max(
    0,
    found.findIndex(each => each !== undefined),
  )
  const [newest = numberTriesKey('')] = keys
  return { taps: [], typed: [], version: 0, ...found[at], key: keys[at] ?? newest }
}

function keptTries(ctx: Context, { key, ...tries }: Tries, change: Partial<NumberTries>): Write[] {
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + keptSeconds
  const put = { ...key, ...tries, ...change, version: tries.version + 1, ttl }
  return [{ put, if: { version: tries.version || undefined } }]
}
