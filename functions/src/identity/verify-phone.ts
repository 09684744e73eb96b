import { AppError } from '@linli/shared/errors'
import { maskPhone } from '@linli/shared/people/schema'
import { ownAuditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { deciding } from '../db-retry'
import { accountActor, loadAccount, phoneField } from './account'
import { PhoneChecks, phoneChecksKey } from './store'
import { limitWords, phoneChecksSpent } from './words'

/** So many looks at homes a verified number is good for: enough for typing errors, too few to try surnames. */
const looks = 10
/** So often an account may have a number verified on one day: WeChat charges the operator for each. */
const checksADay = 10

/**
 * Keeps the number that WeChat or Alipay verified, sealed, in this session alone: numbers are recycled (二次放号), so one that was
 * verified another day proves nothing. Throws identity.bad_code; request.too_many after 10 a day of one account.
 */
export async function verifyPhone(ctx: Context, { code }: { code: string }): Promise<{ phoneMasked: string }> {
  const { accountId, sessionKey } = accountActor(ctx)
  await bookCheck(ctx, accountId)
  const { app } = await loadAccount(ctx, accountId)
  const phone = await ctx.deps[app].phoneOf(code)
  const verifiedPhone = ctx.deps.secrets.seal(phone, phoneField(sessionKey))
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'identity.verify_phone',
    objectType: 'account',
    objectId: accountId,
    summary: '验证手机号',
  })
  const update = { key: { pk: `A#${accountId}#`, sk: sessionKey }, set: { verifiedPhone, looksLeft: looks } }
  try {
    await ctx.db.transact([{ update, if: { sk: sessionKey } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('access.signed_out')
    throw error
  }
  return { phoneMasked: maskPhone(phone) }
}

/** Counts a verification before WeChat is asked, so that many at once are counted too. */
async function bookCheck(ctx: Context, accountId: string): Promise<void> {
  const key = phoneChecksKey(accountId)
  await deciding(async () => {
    const known = await ctx.db.get(key, PhoneChecks)
    const today = ctx.today()
    const count = known?.date === today ? known.count : 0
    if (count >= checksADay) throw new AppError('request.too_many', { message: phoneChecksSpent })
    const audit = ownAuditItem(ctx, `A#${accountId}#`, {
      action: 'identity.ask_phone',
      objectType: 'account',
      objectId: accountId,
      summary: `当天第 ${count + 1} 次验证手机号`,
    })
    const ttl = Math.floor(ctx.deps.nowMs() / 1000) + 2 * 86_400
    const update = { key, set: { date: today, count: count + 1, ttl } }
    await ctx.db.transact([{ update, if: { date: known?.date, count: known?.count } }, audit], audit.put)
  })
}

const lookedFor = {
  'identity.find_homes': '用手机号和姓氏找家',
  'identity.open_letter': '打开信件',
  'identity.open_poster': '打开海报',
  'identity.tap_surname': '在海报上选姓',
}

/**
 * Takes one look before anything is shown, and writes with it what is booked of a number's tries. Throws
 * request.too_many when none is left, ConditionFailed when somebody else has booked meanwhile.
 */
export async function takeLook(ctx: Context, action: keyof typeof lookedFor, booked: Write[] = []): Promise<void> {
  const { accountId, sessionKey } = accountActor(ctx)
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action,
    objectType: 'account',
    objectId: accountId,
    summary: lookedFor[action],
  })
  const update = { key: { pk: `A#${accountId}#`, sk: sessionKey }, add: { looksLeft: -1 } }
  try {
    const { db } = reaching(ctx, 'G#tries#')
    await db.transact([{ update, if: { looksLeft: { atLeast: 1 } } }, ...booked, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed && error.failed.includes(0))
      throw new AppError('request.too_many', { message: limitWords.looks })
    throw error
  }
}
