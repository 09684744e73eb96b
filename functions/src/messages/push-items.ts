import type { MessageKind } from '@linli/shared/messages/schema'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { type OutboxMessage, outboxItem } from '../outbox'
import { checkIndex, checkLater, pushIdOf, pushItem, pushOwner, type StoredPush } from './push-store'

type Wish = {
  communityId: string
  companyId: string
  /** Names the event: the same key is the same push, and tells nobody twice. */
  key: string
  kind: MessageKind
  /** What the office sees it as. */
  title: string
  /** What it is about, to be found by. */
  objectId?: string
  /** The message that brings its consumer to `pushToMany`; it gets the `pushId` along. */
  job: OutboxMessage
}

/**
 * A message to many, for the transaction that it tells of: who they are is walked afterwards by the consumer of `job`.
 * Fails its condition where this push was begun before. The transaction is made with `withPushes(ctx)`.
 */
export function pushItems(ctx: Context, { communityId, companyId, key, kind, title, objectId, job }: Wish): Write[] {
  const pushId = pushIdOf(communityId, key)
  const at = ctx.now()
  const own = { ...job, communityId, pushId }
  const push: StoredPush = {
    pushId,
    communityId,
    companyId,
    kind,
    title,
    ...(objectId && { objectId }),
    at,
    job: own,
    state: 'running',
    counts: {},
    others: {},
    arrived: 0,
    notArrived: 0,
    homes: { done: 0 },
    leaseUntil: 0,
    tries: 0,
  }
  const index = checkIndex({ communityId, pushId }, checkLater(ctx))
  return [{ put: { ...pushItem(push), ...index }, ifAbsent: true }, outboxItem(ctx, 'jobs', own)]
}

/** The same context with what `pushItems` writes in its reach. */
export const withPushes = (ctx: Context): Context => reaching(ctx, pushOwner)
