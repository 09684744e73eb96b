import { ownAuditItem } from '../audit'
import { actorId, type Context } from '../context'

/** Ends this session, of a resident or of an office person, at once. */
export async function signOut(ctx: Context): Promise<{ done: true }> {
  const { actor } = ctx
  if (actor.kind !== 'account' && actor.kind !== 'staff') return { done: true }
  const owner = actor.kind === 'account' ? (`A#${actor.accountId}#` as const) : (`P#${actor.personId}#` as const)
  const audit = ownAuditItem(ctx, owner, {
    action: 'identity.sign_out',
    objectType: actor.kind,
    objectId: actorId(actor),
    summary: '退出登录',
  })
  await ctx.db.transact([{ delete: { pk: owner, sk: actor.sessionKey } }, audit], audit.put)
  return { done: true }
}
