import { AppError } from '@linli/shared/errors'
import { speakableFrom } from '@linli/shared/dunning/plan'
import { kindRules } from '@linli/shared/messages/rules'
import { addMinutes } from '@linli/shared/time'
import { communityContext, type Deps, reaching } from '../context'
import { errorName } from '../log'
import type { MessageFacts } from './facts'
import { listPage } from './list-ahead'
import { endPush, keepPush, type LeasedPush, passPushOn, restPush, takePush } from './push-lease'
import { pushOwner } from './push-store'
import { loadQuiet } from './quiet-hours'
import { tellPage, type Told } from './tell-page'

/**
 * A page of whom it is for, at most 100 persons, of so many homes, in an order that stays; undefined when it is to be told no
 * more. `readers`: who of them has read what it is about, and when; asked for after a night, in which they could.
 */
export type Audience = (after: string | undefined) => Promise<
  | {
      personIds: string[]
      homes?: number
      next?: string
      readers?: () => Promise<ReadonlyMap<string, string>>
    }
  | undefined
>
type Telling = {
  facts: MessageFacts
  audience: Audience
  /** How many homes there are to walk, for who looks how far it is. */
  homesInAll?: () => Promise<number | undefined>
}

/** What one worker does of a push before another message goes on with it. */
const pagesAtOnce = 40
const workMs = 240_000
const longestPause = 60

/**
 * Goes on with a push that `pushItems` began: page by page of its audience, each person's accounts are told once, at the
 * pace that all workers share. Where it is is kept after each page; whoever was told on the page that a crash cut off is
 * found by their delivery and not told again. What the provider or the store refuses for now goes on after a pause. The
 * night holds back what rings: the lists in the app get it at once, and the rest goes on in the morning.
 */
export async function pushToMany(
  deps: Deps,
  { communityId, pushId }: { communityId: string; pushId: string },
  telling: Telling,
): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), pushOwner)
  const taken = await takePush(ctx, communityId, pushId)
  if (!taken) return
  const of = taken.homes.of ?? (await telling.homesInAll?.())
  let push: LeasedPush = { ...taken, homes: { ...taken.homes, ...(of !== undefined && { of }) } }
  const untilMs = deps.nowMs() + workMs
  const quiet = await loadQuiet(ctx, communityId)
  for (let pages = 0; pages < pagesAtOnce && deps.nowMs() < untilMs; pages++) {
    const from = kindRules[push.kind].urgent ? ctx.now() : speakableFrom(quiet, ctx.now())
    const isNight = from > ctx.now()
    if (isNight && push.isListed) return void (await restPush(ctx, push, { wakeAt: from, waitsFor: 'morning' }))
    const page = await telling.audience(isNight ? (push.listedTo ?? push.after) : push.after)
    if (!page) return void (await endPush(ctx, push, 'stopped'))
    const those = { facts: telling.facts, personIds: page.personIds, ...(page.readers && { readers: page.readers }) }
    let told: Told
    try {
      if (isNight) {
        await listPage(ctx, push, those)
        push = { ...push, listedTo: page.next ?? push.listedTo, isListed: page.next === undefined, tries: 0 }
        if (!(await keepPush(ctx, push))) return
        continue
      }
      told = await tellPage(ctx, push, those)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      deps.log.warn('messages.push_paused', { pushId, error: errorName(error) })
      const wakeAt = addMinutes(ctx.now(), Math.min(longestPause, 2 ** (push.tries - 1)))
      return void (await restPush(ctx, push, { wakeAt, waitsFor: 'provider' }))
    }
    push = {
      ...push,
      counts: added(push.counts, told.states),
      others: added(push.others, told.others),
      homes: { ...push.homes, done: push.homes.done + (page.homes ?? 0) },
    }
    if (page.next === undefined) return void (await endPush(ctx, push, 'done'))
    push = { ...push, after: page.next, tries: 0 }
    if (!(await keepPush(ctx, push))) return
  }
  await passPushOn(ctx, push)
}

function added<T extends string>(counts: Partial<Record<T, number>>, states: T[]): Partial<Record<T, number>> {
  const next = { ...counts }
  for (const state of states) next[state] = (next[state] ?? 0) + 1
  return next
}
