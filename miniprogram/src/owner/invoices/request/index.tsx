import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import type { InvoiceableBill, InvoiceTitle } from '@linli/shared/invoices/schema'
import type { OutputOf } from '@linli/shared/contract'
import type { Home } from '@linli/shared/identity/schema'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { call, newKey } from '../../../api'
import { yuan } from '../../../kit/amount'
import { Banner } from '../../../kit/banner'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useAct } from '../../../use-act'
import { useLoad } from '../../../use-load'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { BillChoice } from '../bill-choice'
import { invoiceUrl } from '../pages'
import { TitleChoice } from '../title-choice'
import { buyerOf, draftOf, type TitleDraft } from '../title-draft'
import { invoiceWords } from '../words'

export default function RequestPage() {
  return <SignedIn>{() => <Request />}</SignedIn>
}

type Mine = OutputOf<typeof myInvoicesApi.myInvoiceable>

/** 开发票: bills that are ticked already, the default title, one button. */
function Request() {
  const words = useWords(invoiceWords)
  const { roomId, bills } = useRouter().params
  const home = useHomeOf(roomId)
  const load = useLoad(home && `invoiceable.${home.roomId}.${bills ?? ''}`, () => {
    const { communityId = '', roomId: own = '' } = home ?? {}
    return call(myInvoicesApi.myInvoiceable, { communityId, roomId: own, bills })
  })
  const mine = load.data
  return (
    <Page load={load} skeleton={[240, 160]} phone={home?.officePhone}>
      {mine && home && mine.bills.length > 0 ? (
        <Form mine={mine} home={home} named={bills !== undefined} reload={load.reload} />
      ) : null}
      {mine?.bills.length === 0 ? <State icon="receipt" head={words.none} line={words.noneLine} /> : null}
    </Page>
  )
}

type FormProps = { mine: Mine; home: Home; named: boolean; reload: () => Promise<void> }

function Form({ mine, home, named, reload }: FormProps) {
  const words = useWords(invoiceWords)
  const act = useAct()
  const key = useRef(newKey())
  const open = mine.bills.filter(({ refusal }) => !refusal)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(named ? sameSeller(open) : []))
  const [title, setTitle] = useState(() => titleOf(mine))
  const [tried, setTried] = useState(false)
  const asked = open.filter(({ billId }) => chosen.has(billId))
  const sumFen = asked.reduce((sum, bill) => sum + bill.principalFen + bill.lateFeeFen, 0)
  const { communityId, roomId } = home
  const send = async () => {
    setTried(true)
    const buyer = buyerOf(title)
    if (!buyer) return
    const { titleId, isDefault } = title
    if (title.keep) await call(myInvoicesApi.saveMyTitle, { communityId, roomId, titleId, buyer, isDefault })
    const billIds = asked.map(({ billId }) => billId)
    const input = { communityId, roomId, billIds, buyer }
    const { invoiceId } = await call(myInvoicesApi.requestMyInvoice, input, { idempotencyKey: key.current })
    await Taro.redirectTo({ url: invoiceUrl({ communityId, invoiceId }) })
  }
  const change = (next: ReadonlySet<string>) => {
    key.current = newKey()
    setChosen(next)
  }
  const isMixed = new Set(asked.map(({ entityId }) => entityId)).size > 1
  return (
    <>
      {mine.connected ? null : <Banner kind="danger" text={words.notConnected} />}
      <BillChoice bills={mine.bills} chosen={chosen} onChange={change} />
      {isMixed ? <Banner kind="due" text={words.sellers} /> : null}
      <TitleChoice
        titles={mine.titles}
        own={mine.name}
        draft={title}
        tried={tried}
        remove={async titleId => {
          await call(myInvoicesApi.removeMyTitle, { communityId, roomId, titleId })
          setTitle(titleOf({ ...mine, titles: mine.titles.filter(each => each.titleId !== titleId) }))
          await reload()
        }}
        onChange={next => {
          key.current = newKey()
          setTitle(next)
        }}
      />
      <Trouble problem={act.problem} />
      <Button
        wide
        disabled={asked.length === 0 || isMixed || !mine.connected}
        busy={act.busy && words.sending}
        onTap={() => act.run('send', send)}
      >
        {asked.length === 0 ? words.submitNone : words.submit(yuan(sumFen))}
      </Button>
    </>
  )
}

/** Of bills of several companies, those of the first: an invoice has one seller. */
const sameSeller = (bills: InvoiceableBill[]) =>
  bills.filter(({ entityId }) => entityId === bills[0]?.entityId).map(({ billId }) => billId)

function titleOf({ titles, name }: { titles: InvoiceTitle[]; name: string }): TitleDraft {
  const first = titles.find(({ isDefault }) => isDefault) ?? titles[0]
  return first ? draftOf(first) : { kind: 'personal', name, taxNumber: '', keep: true }
}
