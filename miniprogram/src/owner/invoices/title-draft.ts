import { Buyer, type InvoiceTitle } from '@linli/shared/invoices/schema'

/** What stands in the fields of 抬头: a kept title, or one that is being typed. */
export type TitleDraft = {
  titleId?: string
  /** A kept title whose wording is being changed. */
  isEdited?: boolean
  isDefault?: boolean
  kind: Buyer['kind']
  name: string
  taxNumber: string
  address?: string
  phone?: string
  bank?: string
  bankAccount?: string
  keep: boolean
}

export const draftOf = ({ titleId, buyer, isDefault }: InvoiceTitle): TitleDraft => ({
  ...buyer,
  titleId,
  isDefault,
  taxNumber: buyer.kind === 'company' ? buyer.taxNumber : '',
  keep: false,
})

/** As the contract takes it; undefined while something is missing or wrong. */
export const buyerOf = (draft: TitleDraft): Buyer | undefined => checked(draft).data

/** The first problem of a field, as a sentence. */
export const problemOf = (draft: TitleDraft, field: 'name' | 'taxNumber'): string | undefined =>
  checked(draft).error?.issues.find(({ path }) => path[0] === field)?.message

function checked({ kind, name, taxNumber, address, phone, bank, bankAccount }: TitleDraft) {
  const filled = (text: string | undefined) => text?.trim() || undefined
  const more = {
    address: filled(address),
    phone: filled(phone),
    bank: filled(bank),
    bankAccount: filled(bankAccount),
  }
  return Buyer.safeParse(kind === 'personal' ? { kind, name } : { kind, name, taxNumber, ...more })
}
