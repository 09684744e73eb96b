import { prepayApi } from '@linli/shared/billing/prepay-api'
import { together } from '@linli/shared/billing/purchase'
import type { BillView } from '@linli/shared/billing/schema'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../../api'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { PaySheet } from '../../payments/pay-sheet'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { billingWords } from '../words'
import { type Bought, PrepayChoice } from './choice'

export default function PrepayPage() {
  return <SignedIn>{() => <Prepay />}</SignedIn>
}

/** 预缴: choose what and for how long, see the sum; the bills are issued, and paid as any others are. */
function Prepay() {
  const words = useWords(billingWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const phone = useHomeOf(roomId)?.officePhone
  const act = useAct()
  // The same choice goes again under the same key: it may have arrived.
  const sent = useRef({ choice: '', key: '' })
  const [issued, setIssued] = useState<BillView[]>()
  const [paying, setPaying] = useState(false)
  const load = useLoad(`prepay.${roomId}`, () => call(prepayApi.myPrepayOffers, { communityId, roomId }))
  const offers = load.data?.offers.filter(({ periods }) => periods.length > 0) ?? []
  const buy = (asked: Bought) =>
    act.run('buy', async () => {
      const choice = JSON.stringify(asked)
      if (sent.current.choice !== choice) sent.current = { choice, key: newKey() }
      const input = { communityId, ...asked }
      try {
        const { bills } = await call(prepayApi.prepayMine, input, { idempotencyKey: sent.current.key })
        setIssued(bills)
        setPaying(true)
      } catch (error) {
        void load.reload()
        throw error
      }
    })
  if (issued)
    return (
      <Page phone={phone} title={words.prepay}>
        <State icon="bill" head={words.prepaidIssued} line={words.prepaidIssuedLine}>
          <Button wide onTap={() => setPaying(true)}>
            {words.pay}
          </Button>
          <Button kind="plain" wide onTap={() => void Taro.navigateBack()}>
            {words.seeBills}
          </Button>
        </State>
        <PaySheet
          open={paying}
          communityId={communityId}
          phone={phone}
          bills={together(issued)}
          onClose={() => setPaying(false)}
          onChanged={() => void Taro.navigateBack()}
        />
      </Page>
    )
  return (
    <Page load={load} skeleton={[180, 240]} phone={phone} title={words.prepay}>
      {load.data && offers.length === 0 ? (
        <State icon="check" head={words.prepayNone} line={words.prepayNoneLine} />
      ) : null}
      {offers.length > 0 ? <PrepayChoice offers={offers} busy={act.busy !== undefined} onBuy={buy} /> : null}
      {act.problem ? <Trouble problem={act.problem} /> : null}
    </Page>
  )
}
