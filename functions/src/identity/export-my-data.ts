import type { OutputOf } from '@linli/shared/contract'
import type { identityApi } from '@linli/shared/identity/api'
import { livesThere } from '../access'
import { ownAuditItem } from '../audit'
import { questionsAsked } from '../billing/questions-asked'
import { complaintsWritten } from '../complaints/written'
import { postsWritten } from '../forum/written'
import { billsOfHome } from '../billing/room-bills'
import type { Context } from '../context'
import { objectionsMade } from '../notices/objections-made'
import { recentMessages } from '../messages/recent-messages'
import { myNewestPayments, myPrepayments } from '../payments/receipts'
import { repairsReported } from '../repairs/reported'
import { guestsInvited } from '../visitors/invited'
import { accountActor, loadAccount } from './account'
import { me } from './me'
import { exportWords as words } from './words'

const mostBills = 150
const mostPayments = 150

/**
 * Everything that this account keeps about its person, in sentences (个人信息保护法 45): with the bills that they may see
 * in the homes of today, and what they themselves paid, wherever. Long lists end with a sentence where the rest is.
 */
export async function exportMyData(ctx: Context): Promise<OutputOf<typeof identityApi.exportMyData>> {
  const { accountId } = accountActor(ctx)
  const [
    mine,
    account,
    messages,
    bills,
    questions,
    payments,
    prepayments,
    repairs,
    complaints,
    posts,
    objections,
    guests,
  ] = await Promise.all([
    me(ctx),
    loadAccount(ctx, accountId),
    recentMessages(ctx, accountId),
    billLines(ctx),
    questionsAsked(ctx),
    myNewestPayments(ctx, mostPayments + 1),
    myPrepayments(ctx),
    repairsReported(ctx),
    complaintsWritten(ctx),
    postsWritten(ctx),
    objectionsMade(ctx),
    guestsInvited(ctx),
  ])
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'identity.export_my_data',
    objectType: 'account',
    objectId: accountId,
    summary: '导出我的数据',
  })
  await ctx.db.transact([audit], audit.put)
  const section = (title: string, lines: string[]) => ({ title, lines: lines.length > 0 ? lines : [words.none] })
  return {
    exportedAt: ctx.now(),
    sections: [
      section(words.account, [
        words.since(account.createdAt),
        words.fontSize(account.fontSize),
        ...(mine.phoneMasked ? [words.phone(mine.phoneMasked)] : []),
      ]),
      section(words.homes, accountActor(ctx).homes.map(words.home)),
      section(words.requests, mine.requests.map(words.request)),
      section(words.consents, account.consents.map(words.consent)),
      section(words.bills, bounded(bills, mostBills, words.moreBills)),
      section(words.questions, questions.map(words.question)),
      section(words.repairs, repairs.map(words.repair)),
      section(words.complaints, complaints.map(words.complaint)),
      section(words.posts, posts.map(words.post)),
      section(words.objections, objections.map(words.objection)),
      section(words.guests, guests.map(words.guest)),
      section(words.payments, bounded(payments.map(words.payment), mostPayments, words.morePayments)),
      section(words.prepayments, prepayments.items.map(words.prepayment)),
      section(words.messages, messages.map(words.message)),
    ],
  }
}

/** Home by home, newest period first; who no longer lives there, or was not let in, sees none. */
async function billLines(ctx: Context): Promise<string[]> {
  const homes = accountActor(ctx).homes.filter(home => livesThere(home, ctx.today()))
  const found: string[] = []
  for (const home of homes) {
    if (found.length > mostBills) break
    const bills = await billsOfHome(ctx, home, mostBills + 1)
    found.push(...bills.map(bill => words.bill(home.communityName, bill)))
  }
  return found
}

const bounded = (lines: string[], most: number, more: string): string[] =>
  lines.length > most ? [...lines.slice(0, most), more] : lines
