import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import { accountField, mandateItem, mandatesKey, StoredMandate } from './bank-store'

/** A mandate on its way: with the account in full, which the other system seals under its own keys. */
const CarriedMandate = StoredMandate.omit({ accountSealed: true }).extend({ account: z.string() })

/** Batches stay behind: what a bank is still debiting, it reports to this system. */
export const mandatesPart: Part = part({
  name: 'mandates',
  record: CarriedMandate,
  async *read({ ctx, communityId }) {
    for await (const items of partition({ ctx }, { index: 'gs1', pk: mandatesKey(communityId) }))
      yield items.map(item => {
        const { accountSealed, ...mandate } = StoredMandate.parse(item)
        return { ...mandate, account: ctx.deps.secrets.open(accountSealed, accountField(mandate.mandateId)) }
      })
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ account, ...mandate }) =>
      mandateItem({
        ...mandate,
        communityId,
        accountSealed: ctx.deps.secrets.seal(account, accountField(mandate.mandateId)),
      }),
    ),
})
