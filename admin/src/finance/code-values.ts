import { ExpenseCategory } from '@linli/shared/finance/expense-category'
import type { FeeRegime } from '@linli/shared/finance/month-schema'
import type { AccountCode, BookAccount } from '@linli/shared/finance/voucher-schema'
import { Channel } from '@linli/shared/payments/schema'

/** `of` is a channel, a kind of expense, a fee item's id, or nothing for all of the account. */
type CodeRow = { account: BookAccount; of?: string; code: string; name: string }
export type SettingsValues = {
  regime: FeeRegime
  word: string
  firstNumber: string
  maker?: string
  codes: CodeRow[]
}

export const rowsOf = (codes: AccountCode[]): CodeRow[] =>
  codes.map(({ account, channel, category, feeItemId, code, name }) => ({
    account,
    of: channel ?? category ?? feeItemId ?? '',
    code,
    name,
  }))

export const codesOf = (rows: CodeRow[]): AccountCode[] =>
  rows.map(({ account, of, code, name }) => {
    const channel = Channel.safeParse(of).data
    const category = ExpenseCategory.safeParse(of).data
    return { account, code, name, ...(channel ? { channel } : category ? { category } : of ? { feeItemId: of } : {}) }
  })
