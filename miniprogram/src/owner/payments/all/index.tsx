import { paymentsApi } from '@linli/shared/payments/api'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Page } from '../../../kit/page'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { useShown } from '../../../use-shown'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { BasketProgress } from '../basket-progress'
import { basketWords } from '../basket-words'
import { ChooseAll } from '../choose-all'
import { useBasket } from '../use-basket'

export default function AllPage() {
  return <SignedIn>{() => <All />}</SignedIn>
}

/** 几处一起缴: all that is due of this account's homes, and the one flow that pays it in as many orders as it takes. */
function All() {
  const words = useWords(basketWords)
  const { bills } = useRouter().params
  const load = useLoad('due-of-all', () => call(paymentsApi.dueOfAll, {}))
  const run = useBasket(useShown())
  const own = useHome()?.officePhone
  const [phone, setPhone] = useState<string>()
  const { basket } = run
  if (basket)
    return (
      <Page phone={phone ?? own} title={words.title}>
        <BasketProgress run={run} basket={basket} phone={phone ?? own} onLeave={() => void load.reload()} />
      </Page>
    )
  return (
    <ChooseAll
      load={load}
      chosen={bills?.split(',')}
      onPay={(parts, officePhone) => {
        setPhone(officePhone)
        run.start(parts)
      }}
    />
  )
}
