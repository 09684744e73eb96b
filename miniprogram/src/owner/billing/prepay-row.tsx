import { prepayApi } from '@linli/shared/billing/prepay-api'
import Taro from '@tarojs/taro'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { useLoad } from '../../use-load'
import { billingWords } from './words'

/** 预缴, where there is something to prepay; nothing until that is known. */
export function PrepayRow({ communityId, roomId }: { communityId: string; roomId: string }) {
  const words = useWords(billingWords)
  const load = useLoad(`prepay-row.${roomId}`, () => call(prepayApi.myPrepayOffers, { communityId, roomId }))
  if (!load.data?.offers.some(({ periods }) => periods.length > 0)) return null
  const url = `/billing/prepay/index?communityId=${communityId}&roomId=${roomId}`
  return (
    <Card flush>
      <Row title={words.prepay} note={words.prepayLine} onTap={() => void Taro.navigateTo({ url })} />
    </Card>
  )
}
