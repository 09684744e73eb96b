import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import type { PayLink } from '@linli/shared/payments/pay-link-schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { call } from '../../../api'
import { Amount, yuan } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { Tag, type Tone } from '../../../kit/tag'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { billName } from '../../billing/bill-name'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { type LinkWords, linkWords } from '../link-words'

export default function LinksPage() {
  return <SignedIn>{() => <Links />}</SignedIn>
}

/** The cards that this account sent of one home: paid or not, by whom, and 收回. */
function Links() {
  const words = useWords(linkWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const at = { communityId, roomId }
  const load = useLoad(`pay-links.${roomId}`, () => call(payLinkApi.myPayLinks, at))
  const phone = useHomeOf(roomId)?.officePhone
  const links = load.data?.items ?? []
  return (
    <Page load={load} refresh skeleton={[160, 160]} phone={phone}>
      {load.data && links.length === 0 ? <State icon="bill" head={words.noCards} line={words.noCardsLine} /> : null}
      {links.map(link => (
        <LinkCard key={link.linkId} at={at} link={link} onChanged={load.reload} />
      ))}
    </Page>
  )
}

type LinkCardProps = { at: { communityId: string; roomId: string }; link: PayLink; onChanged: () => Promise<void> }

function LinkCard({ at, link, onChanged }: LinkCardProps) {
  const words = useWords(linkWords)
  const act = useAct()
  const { linkId, state, bills, paid, dueFen } = link
  const isLive = state === 'open' || state === 'part_paid'
  const revoke = async () => {
    await call(payLinkApi.revokePayLink, { ...at, linkId })
    await onChanged()
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-bar">
          <Amount fen={state === 'paid' ? 0 : dueFen} size="title" tone={isLive ? 'due' : 'ink'} />
          <Tag tone={tones[state]}>{words.state(state)}</Tag>
        </View>
        {bills.map(bill => (
          <View className="own-words" key={bill.billId}>
            {billName(bill)}
          </View>
        ))}
        {paid.map(({ name, at: when, amountFen }) => (
          <View className="ll-sub" key={when}>
            {words.paidBy(name, formatDate(beijingDate(when)), yuan(amountFen))}
          </View>
        ))}
        <View className="ll-sub">{endOf(link, words)}</View>
        <Trouble problem={act.problem} />
        {isLive ? (
          <Button kind="plain" wide busy={act.busy && words.revoking} onTap={() => act.run('revoke', revoke)}>
            {words.revoke}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}

const tones: Record<PayLink['state'], Tone> = { open: 'info', part_paid: 'info', paid: 'ok', over: 'closed' }

function endOf({ state, revokedAt, expiresAt }: PayLink, words: LinkWords): string {
  if (revokedAt !== undefined) return words.revoked
  if (state === 'paid') return ''
  return state === 'over' ? words.expired : words.until(formatDate(beijingDate(expiresAt)))
}
