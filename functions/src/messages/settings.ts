import { AppError } from '@linli/shared/errors'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { messagesApi } from '@linli/shared/messages/api'
import { maySwitchOff, usualSettings } from '@linli/shared/messages/rules'
import { type MessageGrant, MessageKind, MessageSettings } from '@linli/shared/messages/schema'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { accountActor, loadAccount } from '../identity/account'
import { Grants, messageGrantKey, settingsKey } from './store'

/** What an account wants to be told of; needs its reach. */
export const loadSettings = async (ctx: Context, accountId: string): Promise<MessageSettings> =>
  (await ctx.db.get(settingsKey(accountId), MessageSettings)) ?? usualSettings

/** The kinds that WeChat can bring to this account, and how many of each may still be sent. */
export async function grantsOf(ctx: Context, accountId: string): Promise<MessageGrant[]> {
  // Alipay's accounts get no messages of WeChat's, and are not asked for leave to send any.
  const { app } = await loadAccount(ctx, accountId)
  const templates = app === 'wechat' ? ctx.deps.env.LINLI_WECHAT_TEMPLATES : {}
  const kinds = MessageKind.options.filter(kind => templates[kind] !== undefined)
  const keys = kinds.map(kind => messageGrantKey(`A#${accountId}#`, kind))
  const grants = await ctx.db.getMany(keys, Grants)
  return kinds.map((kind, i) => ({ kind, templateId: templates[kind] ?? '', left: Math.max(0, grants[i]?.count ?? 0) }))
}

export async function mySettings(ctx: Context): Promise<OutputOf<typeof messagesApi.settings>> {
  const { accountId } = accountActor(ctx)
  const [settings, grants] = await Promise.all([loadSettings(ctx, accountId), grantsOf(ctx, accountId)])
  return { ...settings, grants }
}

/** Throws record.changed. Emergencies cannot be switched off: they are left out. */
export async function saveMySettings(
  ctx: Context,
  { off, daily, version }: InputOf<typeof messagesApi.saveSettings>,
): Promise<MessageSettings> {
  const { accountId } = accountActor(ctx)
  const settings = { off: [...new Set(off)].filter(maySwitchOff), daily, version: version + 1 }
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'messages.save_settings',
    objectType: 'account',
    objectId: accountId,
    summary: `不用微信提醒：${settings.off.join('、') || '无'}${daily ? '；不急的每天一条' : ''}`,
  })
  const put = { ...settingsKey(accountId), ...settings }
  try {
    await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return settings
}
