import { together } from '@linli/shared/billing/purchase'
import { billingApi } from '@linli/shared/billing/api'
import { sumFen } from '@linli/shared/money'
import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { type PayLink, PayLinkName } from '@linli/shared/payments/pay-link-schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useRef, useState } from 'react'
import * as z from 'zod'
import { call, newKey } from '../../../api'
import { Amount, yuan } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Field } from '../../../kit/field'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { toast } from '../../../kit/toast'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { keep, readKept } from '../../../storage'
import { useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { billName } from '../../billing/bill-name'
import { toPay } from '../../billing/selection'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { linkWords } from '../link-words'
import { linksUrl, payLinkUrl } from '../pages'
import { payProblem } from '../pay-problem'
import { paymentWords } from '../words'

const nameKey = 'linli.kept.calledMyself'

export default function SharePage() {
  return <SignedIn>{() => <Share />}</SignedIn>
}

/** 请人代缴: what is shared, under which name, and the card itself. */
function Share() {
  const words = useWords(linkWords)
  const { communityId = '', roomId = '', billIds = '' } = useRouter().params
  const ids = billIds.split(',')
  const phone = useHomeOf(roomId)?.officePhone
  const [link, setLink] = useState<Made>()
  const load = useLoad(`share.${billIds}`, () => call(billingApi.myBills, { communityId, roomId, limit: 100 }))
  const bills = together((load.data?.items ?? []).filter(bill => ids.includes(bill.billId) && toPay(bill) > 0))
  const sum = sumFen(bills.map(toPay))
  useShareAppMessage(() => ({
    title: link ? words.cardTitle(link.sharedBy, yuan(sum)) : words.title,
    path: link ? payLinkUrl(link.code) : '/tabs/home/index',
  }))
  if (load.data && bills.length === 0)
    return (
      <Page phone={phone} title={words.title}>
        <State icon="check" head={words.gone} line={words.goneLine} />
      </Page>
    )
  return (
    <Page load={load} skeleton={[200, 160]} phone={phone} title={words.title}>
      <Card>
        {bills.map(bill => (
          <View className="own-line" key={bill.billId}>
            <View className="own-words">{billName(bill)}</View>
            <Amount fen={toPay(bill)} />
          </View>
        ))}
        <View className="own-total">
          <View>{words.wholeSum}</View>
          <Amount fen={sum} size="title" tone="due" />
        </View>
      </Card>
      <View className="ll-sub">{words.privacyLine}</View>
      {link ? (
        <Forward link={link} onAnother={() => setLink(undefined)} />
      ) : (
        <Name at={{ communityId, roomId, billIds: bills.map(({ billId }) => billId) }} onMade={setLink} />
      )}
      <Card flush>
        <Row
          title={words.sent}
          note={words.sentLine}
          onTap={() => void Taro.navigateTo({ url: linksUrl(communityId, roomId) })}
        />
      </Card>
    </Page>
  )
}

type Made = PayLink & { code: string }
type NameProps = { at: { communityId: string; roomId: string; billIds: string[] }; onMade: (link: Made) => void }

function Name({ at, onMade }: NameProps) {
  const words = useWords(linkWords)
  const pay = useWords(paymentWords)
  const act = useAct()
  const key = useRef(newKey())
  const [name, setName] = useState(() => readKept(nameKey, z.string()) ?? '')
  const given = PayLinkName.safeParse(name)
  const make = async () => {
    if (!given.success) return
    const made = await call(payLinkApi.makePayLink, { ...at, sharedBy: given.data }, { idempotencyKey: key.current })
    key.current = newKey()
    keep(nameKey, given.data)
    onMade(made)
  }
  const isBad = name.trim() !== '' && !given.success
  return (
    <Card>
      <View className="ll-stack">
        <Field
          label={words.yourName}
          hint={words.yourNameHint}
          value={name}
          onChange={setName}
          maxLength={10}
          {...(isBad && { error: words.badName })}
        />
        <Trouble problem={act.problem && payProblem(act.problem, pay)} />
        <Button wide disabled={!given.success} busy={act.busy && words.makingCard} onTap={() => act.run('make', make)}>
          {words.make}
        </Button>
      </View>
    </Card>
  )
}

function Forward({ link, onAnother }: { link: Made; onAnother: () => void }) {
  const words = useWords(linkWords)
  const isCard = platform.share === 'card'
  const copy = () =>
    void Taro.setClipboardData({ data: platform.linkTo(payLinkUrl(link.code)) }).then(
      () => toast(words.copied),
      () => undefined,
    )
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.made}</View>
        <View className="ll-sub">{words.madeLine(formatDate(beijingDate(link.expiresAt)))}</View>
        {isCard ? (
          <Button wide openType="share">
            {words.forward}
          </Button>
        ) : (
          <Button wide onTap={copy}>
            {words.copy}
          </Button>
        )}
        <Button kind="text" wide onTap={onAnother}>
          {words.another}
        </Button>
      </View>
    </Card>
  )
}
