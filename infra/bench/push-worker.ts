import { makeContext } from '@linli/functions/context'
import { pushItems, withPushes } from '@linli/functions/messages/push-items'
import { pushIdOf, pushKey, StoredPush } from '@linli/functions/messages/push-store'
import { pushToMany } from '@linli/functions/messages/push-to-many'
import * as z from 'zod'
import { productDeps } from './product'
import { makeHouseholds, pushKind, pushPerson, pushPlace } from './push-estate'
import { answerWith } from './side'

/** A worker of the product. It may be told to die in the midst of its calls, as when its machine goes. */
const deps = productDeps()
const ahead = Number(process.env.LINLI_BENCH_AHEAD_MS ?? '0')
deps.nowMs = () => Date.now() + ahead
const { communityId, companyId } = pushPlace
const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`])
const key = 'bench'
const pushId = pushIdOf(communityId, key)
const perPage = 100

const Wish = z.object({ people: z.number(), dieAfter: z.number().optional() })

answerWith({
  ready() {},
  fill: input => makeHouseholds(deps, z.number().parse(input)),
  async begin() {
    const wish = {
      communityId,
      companyId,
      key,
      kind: pushKind,
      title: '停水通知',
      job: { type: 'notices.tell' },
    } as const
    await withPushes(ctx).db.transact(pushItems(ctx, wish), { pk: `C#${communityId}#`, sk: 'none' })
  },
  /** Works until the push is over; the messages that would go on with it are not awaited. */
  async work(input) {
    const { people, dieAfter } = Wish.parse(input)
    const send = deps.wechat.sendMessage
    let calls = 0
    deps.wechat.sendMessage = async message => {
      if (++calls === dieAfter) process.kill(process.pid, 'SIGKILL')
      return send(message)
    }
    const facts = {
      kind: pushKind,
      communityId,
      noticeId: 'bench',
      title: '停水通知',
      publisher: '物业服务中心',
      phone: '010-88880000',
    } as const
    const audience = (after: string | undefined) => {
      const from = Number(after ?? 0)
      const to = Math.min(people, from + perPage)
      const personIds = Array.from({ length: to - from }, (_, i) => pushPerson(from + i))
      return Promise.resolve({ personIds, ...(to < people && { next: String(to) }) })
    }
    for (;;) {
      await pushToMany(deps, { communityId, pushId }, { facts, audience })
      const push = await ctx.db.get(pushKey(communityId, pushId), StoredPush)
      if (push?.state !== 'running') return push?.counts ?? {}
    }
  },
})
