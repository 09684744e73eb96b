import { identityApi } from '@linli/shared/identity/api'
import type { ConsentPurpose, Me } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { PhoneButton } from '../../../platform/platform'
import { problemOf } from '../../../problems'
import { useAct } from '../../../use-act'
import { keepMe, useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { FindHomes } from '../find-homes'
import { identityWords } from '../words'

export default function PhonePage() {
  return <SignedIn>{me => <ByPhone me={me} />}</SignedIn>
}

const agreed = (me: Me, purpose: ConsentPurpose): boolean =>
  me.consents.some(consent => consent.purpose === purpose && consent.granted)

/** 用手机号找: consent before the number is asked for, then the number, then the surname. */
function ByPhone({ me }: { me: Me }) {
  const [phone, setPhone] = useState<string>()
  return (
    <Page phone={useHome()?.officePhone}>
      {!agreed(me, 'phone') ? (
        <AskConsent me={me} />
      ) : phone === undefined ? (
        <VerifyPhone onVerified={setPhone} />
      ) : (
        <FindHomes phone={phone} />
      )}
    </Page>
  )
}

function AskConsent({ me }: { me: Me }) {
  const words = useWords(identityWords)
  const act = useAct()
  const agree = async () => {
    if (!agreed(me, 'privacy')) await call(identityApi.setConsent, { purpose: 'privacy', granted: true })
    const { consents } = await call(identityApi.setConsent, { purpose: 'phone', granted: true })
    keepMe({ ...me, consents })
  }
  return (
    <State icon="shield" head={words.consent} line={words.consentLine}>
      <Trouble problem={act.problem} />
      <Button wide busy={act.busy && words.agreeing} onTap={() => act.run('agree', agree)}>
        {words.agree}
      </Button>
      <Button kind="plain" wide onTap={() => void Taro.navigateBack()}>
        {words.disagree}
      </Button>
    </State>
  )
}

function VerifyPhone({ onVerified }: { onVerified: (phone: string) => void }) {
  const words = useWords(identityWords)
  const act = useAct()
  const [refused, setRefused] = useState(false)
  const verify = (code: string | undefined) => {
    setRefused(code === undefined)
    if (code === undefined) return act.clear()
    act.run('verify', async () => onVerified((await call(identityApi.verifyPhone, { code })).phoneMasked))
  }
  const refusal = { ...problemOf('refused'), head: words.phoneRefused, line: words.phoneRefusedLine }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.verifyHead}</View>
        <View className="ll-sub">{words.verifyLine}</View>
        <Trouble problem={act.problem ?? (refused ? refusal : undefined)} />
        <PhoneButton onCode={verify} busy={act.busy && words.verifying}>
          {words.verify}
        </PhoneButton>
      </View>
    </Card>
  )
}
