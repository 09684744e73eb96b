import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { askedBills, questionKey, type StoredEntry, StoredQuestion } from './question-store'

const mostBills = 200

/** What the calling account wrote about bills, wherever: of at most 200 bills. For who takes their data along. */
export async function questionsAsked(ctx: Context): Promise<{ question: StoredQuestion; entry: StoredEntry }[]> {
  const { accountId } = accountActor(ctx)
  const places = await queryAll(ctx.db, askedBills(accountId), mostBills)
  const wide = reaching(ctx, ...new Set(places.map(({ communityId }) => `C#${communityId}#`)))
  const found = await wide.db.getMany(places.map(questionKey), StoredQuestion)
  return found.flatMap(question =>
    (question?.entries ?? []).flatMap(entry =>
      question && entry.accountId === accountId ? [{ question, entry }] : [],
    ),
  )
}
