import type { noticesApi } from '@linli/shared/notices/api'
import { takesObjections } from '@linli/shared/notices/rules'
import { type MyNotice, Objection } from '@linli/shared/notices/schema'
import { noticeRefusals } from '@linli/shared/notices/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { staffActor } from '../identity/staff'
import { messageItems } from '../messages/message-item'
import { newReceipt } from './mark-notice'
import { refused } from './move-notice'
import { getMyNotice, ownHome } from './my-notices'
import { accountObjections, objectionIdOf, objectionItem, objectionKey, StoredObjection } from './objections'
import { Receipt, receiptKey, receiptWrites } from './receipts'
import { loadNotice } from './store'

/** 异议 to a 公示 within its period: one of each person. Throws record.not_found, notices.refused. */
export async function object(
  ctx: Context,
  { text, roomId, ...of }: InputOf<typeof noticesApi.object>,
): Promise<MyNotice> {
  const home = ownHome(ctx, { ...of, roomId })
  const { accountId } = accountActor(ctx)
  const { personId, personName: name, roomCode } = home
  return deciding(async () => {
    const [shown, receipt] = await Promise.all([
      getMyNotice(ctx, { ...of, roomId }),
      ctx.db.get(receiptKey(of, personId), Receipt),
    ])
    if (shown.objection) throw refused(noticeRefusals.objectedAlready)
    if (shown.objectionsUntil === undefined) throw refused(noticeRefusals.notDisclosed)
    if (!takesObjections(shown, ctx.today())) throw refused(noticeRefusals.periodOver)
    const now = ctx.now()
    const objection: StoredObjection = {
      ...of,
      objectionId: objectionIdOf(of, personId),
      text,
      at: now,
      name,
      roomId,
      roomCode,
      accountId,
      version: 1,
    }
    const next = { ...(receipt ?? newReceipt(of, home, now)), objectedAt: now, version: (receipt?.version ?? 0) + 1 }
    const answer: MyNotice = { ...shown, objection: { text, at: now }, mayObject: false }
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'notices.object',
      objectType: 'notice',
      objectId: of.noticeId,
      summary: '对公示提异议',
    })
    await ctx.db.transact(
      [
        { put: objectionItem(objection), ifAbsent: true },
        { put: { pk: accountObjections(accountId), sk: of.noticeId, ...of, objectionId: objection.objectionId } },
        ...receiptWrites(ctx, next, receipt),
        // An account that is deleted meanwhile leaves nothing behind that its deletion would not find.
        { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
        audit,
        ...idempotencyItems(ctx, answer),
      ],
      audit.put,
    )
    return answer
  })
}

/** The office's answer; whoever objected is told. Throws record.not_found. */
export async function answerObjection(
  ctx: Context,
  { text, objectionId, ...of }: InputOf<typeof noticesApi.answer>,
): Promise<Objection> {
  return deciding(async () => {
    const [objection, notice] = await Promise.all([
      ctx.db.get(objectionKey(of, objectionId), StoredObjection),
      loadNotice(ctx, of),
    ])
    if (!objection) throw new AppError('record.not_found')
    const answer = { text, by: staffActor(ctx).name, at: ctx.now() }
    const next = { ...objection, answer, version: objection.version + 1 }
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'notices.answer',
      objectType: 'notice',
      objectId: of.noticeId,
      summary: '答复异议',
    })
    const accountIds = objection.accountId ? [objection.accountId] : []
    const news = messageItems(ctx, {
      communityId: of.communityId,
      key: `objection#${objectionId}#${next.version}`,
      accountIds,
      facts: { kind: 'objection_answered', ...of, title: notice.title },
    })
    await ctx.db.transact([{ put: objectionItem(next), if: { version: objection.version } }, ...news, audit], audit.put)
    return Objection.parse(next)
  })
}
