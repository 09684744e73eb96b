import { AppError } from '@linli/shared/errors'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { messageItems } from '../messages/message-item'
import { movePass } from './move-pass'
import { loadPass, type OfPass, passView } from './store'

/** What the office may do to a 施工人员出入证, and what its household then hears. */
const told = { allow: 'permit_allowed', refuse: 'permit_refused', revoke: 'permit_withdrawn' } as const

/** The office's word on a permit; whoever asked for it is told, with the reason. Throws record.not_found, visitors.refused. */
export async function movePermit(
  ctx: Context,
  of: OfPass,
  event: keyof typeof told,
  reason: string | undefined,
): Promise<Pass> {
  const { communityId, passId } = of
  const { kind } = await loadPass(ctx, of)
  if (kind !== 'permit') throw new AppError('record.not_found')
  const pass = await movePass(ctx, of, event, {
    set: { ...(reason && { reason }) },
    further: ({ accountId, roomId, roomCode, name }) =>
      messageItems(ctx, {
        communityId,
        key: `permit#${passId}#${event === 'revoke' ? 'withdrawn' : 'decided'}`,
        accountIds: accountId ? [accountId] : [],
        facts: {
          kind: 'visitor_news',
          communityId,
          roomId,
          roomCode,
          passId,
          name,
          ...(reason && { about: reason }),
          gateName: '',
          what: told[event],
        },
      }),
  })
  return passView(ctx, pass)
}
