import { kindNames } from '@linli/shared/repairs/words'
import { formatDateTime } from '@linli/shared/time'
import type { StaffFacts } from './staff-facts'
import { thing } from './keywords'
import type { MessageText } from './words'

const heads = { assign: '派给您一单', transfer: '转给您一单', reopen: '您修的单重新打开了' }
const phrases = { assign: '派给您', transfer: '转给您', reopen: '重新打开' }

/** What the staff's mini-program is told of an order: where, what, since when it is theirs, until when. No names, no numbers. */
export function staffText({ event, repairId, place, repairKind, finishBy }: StaffFacts): MessageText {
  const what = `${place} ${kindNames[repairKind]}`
  const until = formatDateTime(finishBy)
  return {
    title: heads[event],
    text: `${what}，${until}前完成`,
    page: `repairs/order/index?id=${repairId}`,
    data: { thing1: thing(what), phrase2: phrases[event], time3: until },
  }
}
