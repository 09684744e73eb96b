import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { useShown } from '../../../use-shown'
import { SignedIn } from '../../signed-in'
import { BasketProgress } from '../basket-progress'
import { linkWords } from '../link-words'
import { PayLinkCard } from '../pay-link-card'
import { useBasket } from '../use-basket'

export default function LinkPage() {
  const words = useWords(linkWords)
  const above = (
    <View className="own-center">
      <View className="ll-head">{words.signIn}</View>
      <View className="ll-sub">{words.signInLine}</View>
    </View>
  )
  return (
    <SignedIn above={above} title={words.cardHead}>
      {() => <Shared />}
    </SignedIn>
  )
}

/** Where a card leads: what somebody is asked to pay for others, and the payment itself. */
function Shared() {
  const words = useWords(linkWords)
  const { code = '' } = useRouter().params
  const [name, setName] = useState('')
  const load = useLoad(`pay-link.${code}`, () => call(payLinkApi.openPayLink, { code }))
  const run = useBasket(useShown())
  const { basket } = run
  const phone = load.data?.officePhone
  const refused = load.problem?.code
  if (refused === 'payments.link_over' || refused === 'request.invalid')
    return (
      <Page title={words.cardHead}>
        <State live icon="clock" head={words.over} line={words.overLine} />
      </Page>
    )
  if (refused === 'request.too_many')
    return (
      <Page title={words.cardHead}>
        <State live icon="clock" head={words.tooMany} line={words.tooManyLine} />
      </Page>
    )
  if (basket)
    return (
      <Page phone={phone} title={words.cardHead}>
        <BasketProgress run={run} basket={basket} phone={phone} onLeave={() => void load.reload()} />
      </Page>
    )
  return (
    <Page load={load} skeleton={[120, 220]} phone={phone} title={words.cardHead}>
      {load.data ? (
        <PayLinkCard face={load.data} code={code} name={name} setName={setName} onStart={run.start} />
      ) : null}
    </Page>
  )
}
