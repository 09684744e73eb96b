import type { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { isOnline } from '@linli/shared/payments/rules'
import type { PayerRefund } from '@linli/shared/payments/refund-state'
import { refundApi } from '@linli/shared/payments/refund-api'
import { roomName } from '@linli/shared/communities/room-name'
import { beijingDate, formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { useHome } from '../session'
import { AskWhileRefunding, RefundNews } from './refund-card'
import { refundWords } from './refund-words'
import { payProblem } from './pay-problem'
import { paymentWords } from './words'

type LotProps = { lot: PrepaymentLot; phone: string | undefined }

/** One lot: where it came from, what it is for, and where it came from online, one tap to have it back. */
export function LotCard({ lot, phone }: LotProps) {
  const words = useWords(paymentWords)
  const refund = useWords(refundWords)
  const [asked, setAsked] = useState<PayerRefund>()
  const isMine = (lot.reason === 'bill_settled' || lot.reason === 'duplicate') && isOnline(lot.channel)
  const use = 'feeItemName' in lot && lot.feeItemName ? refund.useFor(lot.feeItemName) : refund.use(lot.reason)
  if (asked)
    return (
      <>
        <Card>
          <RefundNews refund={asked} words={refund} phone={phone} />
        </Card>
        <AskWhileRefunding refunds={[asked]} />
      </>
    )
  return (
    <Card flush>
      <Row
        title={words.lotFrom(lot.reason)}
        note={`${formatFullDate(beijingDate(lot.createdAt))} · ${use}`}
        value={<Amount fen={lot.leftFen} />}
      />
      {isMine ? <UseIt lot={lot} /> : null}
      {isMine ? <GiveBack lot={lot} onAsked={setAsked} /> : null}
    </Card>
  )
}

/** The money pays what the chosen home owes, instead of going back. */
function UseIt({ lot: { communityId, lotId } }: { lot: PrepaymentLot }) {
  const words = useWords(refundWords)
  const pay = useWords(paymentWords)
  const home = useHome()
  const act = useAct()
  const key = useRef(newKey())
  const [open, setOpen] = useState(false)
  if (home?.communityId !== communityId) return null
  const { roomId, roomCode } = home
  const use = async () => {
    const input = { communityId, roomId, lotId }
    const { orderId } = await call(refundApi.useMyPrepayment, input, { idempotencyKey: key.current })
    key.current = newKey()
    setOpen(false)
    await Taro.navigateTo({ url: `/payments/paid/index?orderId=${orderId}` })
  }
  return (
    <>
      <Button wide onTap={() => setOpen(true)}>
        {words.useIt}
      </Button>
      <Sheet open={open} title={words.useTitle} onClose={() => setOpen(false)}>
        <View className="ll-sub">{words.useLine(roomName(roomCode))}</View>
        <Trouble problem={act.problem && payProblem(act.problem, pay)} />
        <Button wide busy={act.busy && words.using} onTap={() => act.run('use', use)}>
          {words.useNow}
        </Button>
      </Sheet>
    </>
  )
}

function GiveBack({ lot, onAsked }: { lot: PrepaymentLot; onAsked: (refund: PayerRefund) => void }) {
  const words = useWords(refundWords)
  const pay = useWords(paymentWords)
  const act = useAct()
  const key = useRef(newKey())
  const [open, setOpen] = useState(false)
  const { communityId, lotId, leftFen } = lot
  const ask = async () =>
    onAsked(await call(refundApi.refundMyPrepayment, { communityId, lotId }, { idempotencyKey: key.current }))
  return (
    <>
      <Button kind="plain" wide onTap={() => setOpen(true)}>
        {words.back}
      </Button>
      <Sheet open={open} title={words.backTitle} onClose={() => setOpen(false)}>
        <Amount fen={leftFen} size="num" />
        <View className="ll-sub">{words.backLine}</View>
        <Trouble problem={act.problem && payProblem(act.problem, pay)} />
        <Button wide busy={act.busy && words.asking} onTap={() => act.run('ask', ask)}>
          {words.backNow(yuan(leftFen))}
        </Button>
      </Sheet>
    </>
  )
}
