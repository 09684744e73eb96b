import { visitorsApi } from '@linli/shared/visitors/api'
import { decidePass } from '@linli/shared/visitors/rules'
import { MyPass } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro'
import { roomName } from '@linli/shared/communities/room-name'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Tag } from '../../../kit/tag'
import { toast } from '../../../kit/toast'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { type Act, useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { DoorCard } from '../door-card'
import { PassCard } from '../pass-card'
import { leftOf, PassFacts } from '../pass-facts'
import { passTones } from '../tones'
import { usePass } from '../use-pass'
import { visitorWords } from '../words'

export default function OnePassPage() {
  return <SignedIn>{() => <OnePass />}</SignedIn>
}

const passPage = (link: string) => `/visitors/pass/index?link=${link}`

/** 访客码 as the household sees it, and 门口来客 where somebody waits for an answer. */
function OnePass() {
  const words = useWords(visitorWords)
  const { communityId = '', roomId = '', passId = '', new: isNew } = useRouter().params
  const of = { communityId, roomId, passId }
  const home = useHomeOf(roomId)
  const phone = home?.officePhone
  const load = useLoad(`my-pass.${passId}`, () => call(visitorsApi.getMine, of), MyPass)
  const pass = load.data
  const act = useAct()
  const changed = () => void load.reload()
  useShareAppMessage(() => ({
    title: pass ? words.cardTitle(roomName(pass.roomCode)) : words.row,
    path: pass?.link ? passPage(pass.link) : '/tabs/home/index',
  }))
  return (
    <Page
      load={load}
      refresh
      skeleton={[320, 120]}
      phone={phone}
      foot={pass?.link && pass.state === 'active' ? <Forward link={pass.link} /> : undefined}
    >
      {pass ? (
        <>
          <View className="own-tags">
            <Tag tone={passTones[pass.state]}>{words.state(pass)}</Tag>
          </View>
          {mayAnswer(pass, home?.role) ? <DoorCard of={of} pass={pass} onChanged={changed} /> : null}
          {pass.link && pass.state === 'active' ? <Shown link={pass.link} /> : null}
          {pass.state === 'pending' && pass.walkIn ? null : (
            <PassFacts {...pass} left={leftOf(pass.state, pass.allowance - pass.used)} gateName={pass.gate?.name} />
          )}
          {pass.state === 'pending' && !pass.walkIn ? (
            <View className="ll-sub">{words.pendingFor(pass.kind)}</View>
          ) : null}
          {pass.reason ? <Card>{words.reason(pass.reason)}</Card> : null}
          {pass.state === 'active' || (pass.state === 'pending' && !pass.walkIn) ? (
            <Card>
              <View className="ll-stack">
                <Trouble problem={act.problem} />
                {pass.code && pass.state === 'active' ? <CopyCode pass={{ ...pass, code: pass.code }} /> : null}
                <Cancel act={act} of={of} onDone={changed} />
              </View>
            </Card>
          ) : null}
          {isNew ? <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['visitor_news']} /> : null}
        </>
      ) : null}
    </Page>
  )
}

/** Whom the rules ask about it: the household about a walk-in, its owner about goods. */
const mayAnswer = (pass: MyPass, role: string | undefined): boolean =>
  decidePass('allow', role === 'owner' ? ['household', 'owner'] : ['household'], pass, { now: pass.createdAt }).ok

/** The same QR as the guest has it: a household at the gate may show it themselves. */
function Shown({ link }: { link: string }) {
  const { face, token, seconds } = usePass(link)
  return face ? <PassCard face={face} token={token} seconds={seconds} /> : null
}

function Forward({ link }: { link: string }) {
  const words = useWords(visitorWords)
  const copy = () =>
    void Taro.setClipboardData({ data: platform.linkTo(passPage(link)) }).then(
      () => toast(words.copied),
      () => undefined,
    )
  return platform.share === 'card' ? (
    <Button wide openType="share">
      {words.forward}
    </Button>
  ) : (
    <Button wide onTap={copy}>
      {words.copy}
    </Button>
  )
}

/** For who is not in WeChat: words for a text message. */
function CopyCode({ pass }: { pass: MyPass & { code: string } }) {
  const words = useWords(visitorWords)
  const copy = () =>
    void Taro.setClipboardData({ data: words.codeText(pass) }).then(
      () => toast(words.copied),
      () => undefined,
    )
  return (
    <Button kind="plain" wide onTap={copy}>
      {words.copyCode}
    </Button>
  )
}

type CancelProps = { act: Act; of: { communityId: string; roomId: string; passId: string }; onDone: () => void }

function Cancel({ act, of, onDone }: CancelProps) {
  const words = useWords(visitorWords)
  const cancel = async () => {
    await call(visitorsApi.revoke, of)
    onDone()
  }
  return (
    <Button kind="text" wide risk busy={act.busy && words.cancelling} onTap={() => act.run('cancel', cancel)}>
      {words.cancel}
    </Button>
  )
}
