import { Posting } from '@linli/shared/payments/schema'
import { communityContext, type Deps } from '../context'
import type { Key } from '../db'

const Moved = Posting.pick({ kind: true, lines: true })

/**
 * The bills on which money moved with these postings. New bills are not among them: nobody is in arrears with those
 * before their due date, and then the day's counting finds them.
 */
export async function movedBills(deps: Deps, communityId: string, postings: Key[]) {
  const { db } = communityContext(deps, communityId)
  const found = await db.getMany(postings, Moved)
  const lines = found.flatMap(posting => (posting && posting.kind !== 'publication' ? posting.lines : []))
  const refs = lines.flatMap(({ account, billId, objectId }) =>
    account === 'receivable' && billId && objectId ? [{ roomId: objectId, billId }] : [],
  )
  return [...new Map(refs.map(ref => [ref.billId, ref])).values()]
}
