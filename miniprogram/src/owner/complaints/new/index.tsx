import { complaintsApi } from '@linli/shared/complaints/api'
import { ComplaintKind } from '@linli/shared/complaints/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import * as z from 'zod'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Choice } from '../../../kit/choice'
import { LongField } from '../../../kit/long-field'
import { Page } from '../../../kit/page'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { homePage } from '../../home-page'
import { KeptBanner } from '../../kept-banner'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { useUnsent } from '../../unsent'
import { complaintWords } from '../words'

export default function NewComplaintPage() {
  return <SignedIn>{() => <NewComplaint />}</SignedIn>
}

const mostCharacters = 1_000

const Form = z.object({ kind: ComplaintKind, text: z.string() })
const blank: z.infer<typeof Form> = { kind: 'complaint', text: '' }

/** 投诉、咨询、表扬、建议: one sentence is enough. */
function NewComplaint() {
  const words = useWords(complaintWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const act = useAct()
  const { form, sendKey, isKept, change, clear } = useUnsent(`complaint.${roomId}`, Form, blank)
  const { kind, text } = form
  const send = async () => {
    const input = { ...home, kind, text }
    const { complaintId } = await call(complaintsApi.submit, input, { idempotencyKey: sendKey })
    await Taro.redirectTo({
      url: homePage('complaints/one', home, { complaintId, new: '1' }),
    })
    clear()
  }
  return (
    <Page
      phone={phone}
      banner={isKept ? <KeptBanner onStartAnew={clear} /> : undefined}
      foot={
        <Button wide disabled={text.trim() === ''} busy={act.busy && words.sending} onTap={() => act.run('send', send)}>
          {words.send}
        </Button>
      }
    >
      <Card>
        <View className="ll-stack">
          <View className="ll-title">{words.what}</View>
          <Choice
            options={ComplaintKind.options.map(value => ({ value, name: words.kind(value) }))}
            value={kind}
            onChange={kind => change({ kind })}
          />
          <LongField
            label={words.text(kind)}
            value={text}
            maxLength={mostCharacters}
            onChange={text => change({ text })}
          />
          {kind === 'complaint' ? <View className="ll-sub">{words.private}</View> : null}
          <Trouble problem={act.problem} />
        </View>
      </Card>
    </Page>
  )
}
