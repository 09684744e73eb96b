import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import type { Act } from './records'

/** A bill that is asked about, disputed twice, settled and taken back. */
export async function questionStory(
  resident: Act,
  desk: Act,
  bill: { communityId: string; roomId: string; billId: string },
): Promise<void> {
  const ask = (text: string, disputes: boolean) => resident(questionApi.askQuestion, { ...bill, text, disputes })
  const { question } = await ask('面积不对', true)
  await desk(questionApi.answerQuestion, {
    ...bill,
    text: '我们核对一下',
    version: question?.version ?? 0,
  })
  await desk(billingApi.settleDispute, { ...bill, reason: '面积没有错' })
  await ask('还是不对', true)
  await resident(questionApi.withdrawDispute, bill)
}
