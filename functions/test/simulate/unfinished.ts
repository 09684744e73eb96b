import { refundApi } from '@linli/shared/payments/refund-api'
import type { Town } from './town'

const open: unknown[] = ['requested', 'accepted', 'abnormal', 'waiting']

/** Refunds that the channel or a person has not decided. */
export const openRefunds = ({ store, estate }: Town) =>
  [...store.table.itemsOf(`C#${estate.communityId}#order#`)].filter(
    ({ sk, state }) => String(sk).startsWith('refund#') && open.includes(state),
  )

/** What is left to people: nobody agreed yet, the channel does not take it, or the money did not reach its payer and goes another way. */
export function finishRefunds(town: Town): void {
  const { estate, world } = town
  for (const { state, orderId, refundId, cashierId, applied, trouble, givenUpAt } of openRefunds(town)) {
    const who = estate.clerks.find(({ personId }) => personId !== cashierId)
    if (!who) continue
    const me = { name: who.name, life: 0, who }
    const place = { communityId: estate.communityId, orderId: String(orderId), refundId: String(refundId) }
    const decision = { ...place, approve: false, reason: '过期了' }
    if (state === 'waiting')
      world.later(1, () => void town.call(me, 'refuses it', refundApi.decideRefund, decision, world.uuid()), me)
    if ((state === 'requested' || state === 'accepted') && trouble === 'refused' && givenUpAt === undefined)
      world.later(
        1,
        () => void town.call(me, 'gives it up', refundApi.giveUpRefund, { ...place, reason: '渠道不收' }),
        me,
      )
    const another = { ...place, way: { to: 'merchant' as const } }
    if (state === 'abnormal' && applied === undefined)
      world.later(1, () => void town.call(me, 'sends it another way', refundApi.resendRefund, another), me)
  }
}
