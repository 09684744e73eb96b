import type { Me, ResidentApp } from '@linli/shared/identity/schema'
import { ownAuditItem } from '../audit'
import { type Context, type Deps, makeContext } from '../context'
import type { Write } from '../db-write'
import { deciding } from '../db-retry'
import { derivedId } from '../secrets'
import { AccountGrants, newSession } from '../session'
import { openidField } from './account'
import { grantsKey } from './homes'
import { meOf } from './me'
import { accountKey, StoredAccount } from './store'

const sessionDays = 30

/**
 * Signs a resident in by the code of wx.login or my.getAuthCode, which the server exchanges, once; an openid from a client
 * counts for nothing. The account is made on first sight. Throws identity.bad_code.
 */
export async function signIn(
  ctx: Context,
  { code, app = 'wechat' }: { code: string; app?: ResidentApp },
): Promise<{ token: string; me: Me }> {
  const { deps } = ctx
  const { openid, accountId } = await personOf(deps, app, code)
  const owner = `A#${accountId}#` as const
  const session = newSession(deps.nowMs(), accountId, 'A', sessionDays)
  return deciding(async () => {
    const { db } = makeContext(deps, { kind: 'system' }, [owner])
    const [account, grants] = await Promise.all([
      db.get(accountKey(accountId), StoredAccount),
      db.get(grantsKey(accountId), AccountGrants),
    ])
    const homes = grants?.homes ?? []
    const actor = { kind: 'account' as const, accountId, sessionKey: session.item.sk, homes }
    const own = makeContext(deps, actor, [owner], ctx.requestId)
    const audit = ownAuditItem(own, owner, {
      action: 'identity.sign_in',
      objectType: 'account',
      objectId: accountId,
      summary: `${account ? '' : '首次'}${app === 'wechat' ? '微信' : '支付宝'}登录`,
    })
    const created: Write[] = []
    if (!account) {
      const openidSealed = deps.secrets.seal(openid, openidField(accountId))
      const item: StoredAccount = {
        accountId,
        app,
        openidSealed,
        fontSize: 'standard',
        consents: [],
        requests: [],
        createdAt: ctx.now(),
        version: 1,
      }
      created.push({ put: { ...accountKey(accountId), ...item }, ifAbsent: true })
    }
    if (!grants) created.push({ put: { ...grantsKey(accountId), homes: [], version: 1 }, ifAbsent: true })
    await db.transact([{ put: session.item }, ...created, audit], audit.put)
    return { token: session.token, me: await meOf(own, homes) }
  })
}

/** Somebody has one account in each app: neither provider tells who they are in the other. */
async function personOf(deps: Deps, app: ResidentApp, code: string): Promise<{ openid: string; accountId: string }> {
  if (app === 'wechat') {
    const openid = await deps.wechat.openidOf(code)
    return { openid, accountId: derivedId('account', deps.env.LINLI_WECHAT_APPID, openid) }
  }
  const openid = await deps.alipay.userOf(code)
  return { openid, accountId: derivedId('account', app, deps.env.LINLI_ALIPAY_APP?.appId ?? '', openid) }
}
