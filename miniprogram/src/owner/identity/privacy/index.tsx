import { identityApi } from '@linli/shared/identity/api'
import type { ConsentPurpose, Me } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { payChannel } from '../../../platform/host'
import { useAct } from '../../../use-act'
import { keepMe, useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { DeleteAccount } from '../delete-account'
import { MyData } from '../my-data'
import { identityWords } from '../words'

export default function PrivacyPage() {
  return <SignedIn>{me => <Privacy me={me} />}</SignedIn>
}

/** Alipay sends none, so there is nothing to agree to. */
const sentMessages = (title: string, note: string): [ConsentPurpose, string, string][] =>
  payChannel === 'wechat' ? [['messages', title, note]] : []

/** What was agreed to, one by one, with its withdrawal; the own data; and the way out. */
function Privacy({ me }: { me: Me }) {
  const words = useWords(identityWords)
  const act = useAct()
  const purposes: [ConsentPurpose, string, string][] = [
    ['privacy', words.consentPrivacy, words.consentPrivacyNote],
    ['phone', words.consentPhone, words.consentPhoneNote],
    ...sentMessages(words.consentMessages, words.consentMessagesNote),
  ]
  const granted = (purpose: ConsentPurpose) =>
    me.consents.some(consent => consent.purpose === purpose && consent.granted)
  const change = async (purpose: ConsentPurpose) => {
    const { consents } = await call(identityApi.setConsent, { purpose, granted: !granted(purpose) })
    keepMe({ ...me, consents })
  }
  return (
    <Page phone={useHome()?.officePhone}>
      <View className="ll-title">{words.consents}</View>
      <Card flush>
        {purposes.map(([purpose, title, note]) => (
          <Row
            key={purpose}
            form="switch"
            checked={granted(purpose)}
            title={title}
            note={note}
            disabled={act.busy !== undefined}
            onTap={() => act.run(purpose, () => change(purpose))}
          />
        ))}
      </Card>
      <View className="ll-sub">{words.withdrawNote}</View>
      <Trouble problem={act.problem} />
      <MyData />
      <DeleteAccount />
    </Page>
  )
}
