import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { messageItems } from '../messages/message-item'
import { movePass } from './move-pass'
import { loadPass, passView } from './store'

/** 施工人员出入证: the office's word; whoever asked for it is told. Throws record.not_found, visitors.refused. */
export async function decidePermit(
  ctx: Context,
  { communityId, passId, allow, reason }: InputOf<typeof visitorDeskApi.decide>,
): Promise<Pass> {
  const { kind } = await loadPass(ctx, { communityId, passId })
  if (kind !== 'permit') throw new AppError('record.not_found')
  const pass = await movePass(ctx, { communityId, passId }, allow ? 'allow' : 'refuse', {
    set: { ...(reason && { reason }) },
    further: ({ accountId, roomId, roomCode, name }) =>
      messageItems(ctx, {
        communityId,
        key: `permit#${passId}`,
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
          what: allow ? 'permit_allowed' : 'permit_refused',
        },
      }),
  })
  return passView(ctx, pass)
}
