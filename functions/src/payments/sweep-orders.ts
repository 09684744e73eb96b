import { AppError, statusOf } from '@linli/shared/errors'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { errorName } from '../log'
import { publicError } from '../http'
import { queryAll } from '../query-all'
import { askChannel } from './ask-channel'
import { closeOrder } from './close-order'
import { getOrder, openOrderShards, orderKey, type StoredOrder } from './store'

const Due = z.object({ pk: z.string(), gs3sk: z.string() })
const pageSize = 50
/** After the channel's own expiry; a payment in its last second is still found by the query. */
const graceMs = 60_000

/** Asks the channel about every open order that is due: settles the paid, closes the expired, looks again a minute later at the rest. */
export async function sweepOrders(deps: Deps): Promise<void> {
  for (const shard of openOrderShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const items = await queryAll(
      ctx.db,
      {
        index: 'gs3',
        pk: shard,
        between: ['0', ctx.now()],
        schema: Due,
      },
      pageSize,
    )
    for (const { pk } of items) {
      const orderId = pk.split('#order#')[1] ?? ''
      try {
        await sweepOne(deps, orderId)
      } catch (error) {
        const refused = publicError(deps, error, orderId, 'payments.sweep')
        deps.log.warn('payments.sweep_failed', {
          orderId,
          code: refused.code,
          status: statusOf(refused.code),
          error: errorName(error),
        })
      }
    }
  }
}

async function sweepOne(deps: Deps, orderId: string): Promise<void> {
  const ctx = communityContext(deps, orderId.slice(0, 6))
  const order = await getOrder(ctx, orderId)
  if (order?.state === 'closed' && order.unclosed) return closeAtLast(deps, ctx, order)
  if (!order || (order.state !== 'created' && order.state !== 'prepaid')) return
  try {
    const asked = await askChannel(ctx, order)
    if (asked.state === 'paid') return
    if (deps.nowMs() > Date.parse(order.expiresAt) + graceMs) {
      await closeOrder(ctx, orderId)
      return
    }
  } finally {
    await postpone(deps, order)
  }
}

/** An order that was closed before its code was scanned: it is closed at the channel once it is there, or settled. */
async function closeAtLast(deps: Deps, ctx: Context, order: StoredOrder): Promise<void> {
  const isOver = deps.nowMs() > Date.parse(order.expiresAt) + graceMs
  const closed = await deps.pay.close(order.merchantRef, order.orderId).catch(async (error: unknown) => {
    await postpone(deps, order)
    throw error
  })
  if (closed === 'not_yet' && !isOver) return postpone(deps, order)
  if (closed === 'paid' && !(await isMismatched(ctx, order))) return
  const audit = sweepAudit(ctx, order, '渠道已没有可付的款')
  try {
    await ctx.db.transact(
      [
        {
          update: { key: orderKey(order.orderId), remove: ['gs3pk', 'gs3sk', 'unclosed'] },
          if: { state: 'closed', unclosed: true },
        },
        audit,
      ],
      { pk: audit.put.pk, sk: audit.put.sk },
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** Settles what was paid after all. Money that does not fit is held by then, and nothing more can be paid: the watch is over. */
async function isMismatched(ctx: Context, order: StoredOrder): Promise<boolean> {
  try {
    await askChannel(ctx, order)
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'payments.mismatch') return true
    throw error
  }
}

const sweepAudit = (ctx: Context, order: StoredOrder, summary: string) =>
  auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.sweep',
    technical: true,
    objectType: 'order',
    objectId: order.orderId,
    summary,
  })

/** Moves the order's next look; another sweeper that was faster wins. */
async function postpone(deps: Deps, order: StoredOrder): Promise<void> {
  const ctx = communityContext(deps, order.communityId)
  const shard = openOrderShards.find(key => key.endsWith(`#${order.orderId.charCodeAt(31) % 16}`))
  const wide = makeContext(deps, ctx.actor, [...ctx.reach, `${shard}`])
  const audit = sweepAudit(ctx, order, '已向渠道查询')
  const next = new Date(deps.nowMs() + 60_000).toISOString()
  try {
    await wide.db.transact(
      [
        {
          update: { key: orderKey(order.orderId), set: { gs3pk: shard, gs3sk: next } },
          if: {
            state: order.state === 'closed' ? 'closed' : { oneOf: ['created', 'prepaid'] },
            unclosed: order.unclosed,
          },
        },
        audit,
      ],
      { pk: audit.put.pk, sk: audit.put.sk },
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
