import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { loadCommunity } from '../communities/community'
import { communityContext, type Deps, reaching } from '../context'
import { sendMessage } from '../messages/send-message'
import { loadPersons } from '../people/person'
import { derivedId } from '../secrets'

const News = z.object({
  billId: Id,
  roomId: Id,
  roomCode: z.string(),
  personIds: z.array(Id),
  amountFen: z.number().int(),
  dueDate: z.string(),
})
export const BillsPublishedBody = z.object({ communityId: CommunityId, at: z.string(), bills: z.array(News).max(60) })

/** Tells those who owe, once a room and publication, that new bills are there. Rooms without the mini-program hear nothing here. */
export async function tellPayers(deps: Deps, body: z.output<typeof BillsPublishedBody>): Promise<void> {
  const { communityId, at, bills } = body
  const ctx = communityContext(deps, communityId)
  const { companyId } = await loadCommunity(ctx, communityId)
  const personIds = [...new Set(bills.flatMap(bill => bill.personIds))]
  const persons = await loadPersons(reaching(ctx, `M#${companyId}#`), companyId, personIds)
  const accountsOf = new Map(persons.map(person => [person?.personId, person?.accounts ?? []]))
  for (const roomId of new Set(bills.map(bill => bill.roomId))) {
    const own = bills.filter(bill => bill.roomId === roomId)
    const [first] = own
    const accountIds = [...new Set(own.flatMap(bill => bill.personIds.flatMap(id => accountsOf.get(id) ?? [])))]
    if (!first || accountIds.length === 0) continue
    await sendMessage(deps, {
      communityId,
      companyId,
      accountIds: accountIds.slice(0, 50),
      personIds: [],
      key: `bills#${derivedId(...own.map(bill => bill.billId).sort((a, b) => (a < b ? -1 : 1)))}`,
      at,
      facts: {
        kind: 'bills_published',
        roomId,
        roomCode: first.roomCode,
        count: own.length,
        amountFen: own.reduce((sum, bill) => sum + bill.amountFen, 0),
        dueDate: own.reduce((earliest, bill) => (bill.dueDate < earliest ? bill.dueDate : earliest), first.dueDate),
      },
    })
  }
}
