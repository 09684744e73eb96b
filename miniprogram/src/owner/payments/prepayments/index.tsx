import { paymentsApi } from '@linli/shared/payments/api'
import { View } from '@tarojs/components'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { useLoad } from '../../../use-load'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { LotCard } from '../lot-card'
import { paymentWords } from '../words'

export default function PrepaymentsPage() {
  return <SignedIn>{() => <Prepayments />}</SignedIn>
}

/** 预存款: money that came late or twice, each with where it came from. */
function Prepayments() {
  const words = useWords(paymentWords)
  const load = useLoad('prepayments', () => call(paymentsApi.myPrepayments, {}), paymentsApi.myPrepayments.output)
  const lots = load.data?.items ?? []
  const phone = useHome()?.officePhone
  if (load.data && lots.length === 0)
    return (
      <Page load={load} phone={phone}>
        <State icon="wallet" head={words.emptyPrepayments} line={words.emptyPrepaymentsLine} />
      </Page>
    )
  return (
    <Page load={load} refresh skeleton={[200]} phone={phone}>
      <View className="ll-sub">{words.prepaymentsLine}</View>
      {lots.map(lot => (
        <LotCard key={lot.lotId} lot={lot} phone={phone} />
      ))}
      {phone ? (
        <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
          {words.callOffice}
        </Button>
      ) : null}
    </Page>
  )
}
