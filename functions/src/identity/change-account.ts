import type { AuditAction } from '@linli/shared/audit/actions'
import type { Consent, ConsentPurpose, FontSize } from '@linli/shared/identity/schema'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { accountActor, loadAccount } from './account'
import { currentConsents } from './consents'
import { accountKey, type StoredAccount } from './store'

/** The text that a person agrees to; a new text is a new date, and consents name theirs. */
export const policyVersion = '2026-11-01'
const mostConsents = 200

/** The size of type, kept per person over all their phones. */
export async function setFontSize(ctx: Context, { fontSize }: { fontSize: FontSize }): Promise<{ done: true }> {
  await changeAccount(ctx, 'identity.set_font_size', `字号 ${fontSize}`, () => ({ fontSize }))
  return { done: true }
}

/** Agrees to a purpose or withdraws: each answer is kept with its time and text (个人信息保护法 14, 15). */
export async function setConsent(
  ctx: Context,
  { purpose, granted }: { purpose: ConsentPurpose; granted: boolean },
): Promise<{ consents: Consent[] }> {
  const consent = { purpose, granted, at: ctx.now(), policy: policyVersion }
  const changed = await changeAccount(
    ctx,
    'identity.set_consent',
    `${granted ? '同意' : '撤回'} ${purpose}`,
    account => ({
      consents: [...account.consents, consent].slice(-mostConsents),
    }),
  )
  return { consents: currentConsents(changed) }
}

function changeAccount(
  ctx: Context,
  action: AuditAction,
  summary: string,
  change: (account: StoredAccount) => Partial<StoredAccount>,
): Promise<StoredAccount> {
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const account = await loadAccount(ctx, accountId)
    const next = { ...account, ...change(account), version: account.version + 1 }
    const audit = ownAuditItem(ctx, `A#${accountId}#`, { action, objectType: 'account', objectId: accountId, summary })
    const put = { ...accountKey(accountId), ...next }
    await ctx.db.transact([{ put, if: { version: account.version } }, audit], audit.put)
    return next
  })
}
