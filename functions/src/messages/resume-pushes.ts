import * as z from 'zod'
import { communityContext, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed } from '../db'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { checkIndex, checkLater, duePushes, pushKey, pushOwner, StoredPush } from './push-store'

const atOnce = 100
const Due = z.object({ gs3sk: z.string() })

/** Wakes pushes whose worker died, whose quiet hours are over, or that the provider wanted later. */
export async function resumePushes(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [pushOwner])
  const due = { index: 'gs3' as const, pk: duePushes, schema: Due, limit: atOnce }
  const { items } = await system.db.query({ ...due, between: ['0', `${system.now()}\uffff`] })
  const pushes = items.map(({ gs3sk }) => {
    const [, communityId = '', pushId = ''] = gs3sk.split('#')
    return { communityId, pushId }
  })
  await eachDue(deps, 'messages.push_not_woken', pushes, ({ communityId, pushId }) => wake(deps, communityId, pushId))
}

async function wake(deps: Deps, communityId: string, pushId: string): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), pushOwner)
  const key = pushKey(communityId, pushId)
  const push = await ctx.db.get(key, StoredPush)
  if (push?.checkAt === undefined || push.checkAt > ctx.now()) return
  const update = { key, set: checkIndex(push, checkLater(ctx)) }
  try {
    await ctx.db.transact([{ update, if: { checkAt: push.checkAt } }, outboxItem(ctx, 'jobs', push.job)], {
      pk: key.pk,
      sk: 'push-woken',
    })
  } catch (error) {
    // Another process was faster, or its worker still moves it.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
