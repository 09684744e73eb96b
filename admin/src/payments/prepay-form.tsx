import { offerKey, prepayApi } from '@linli/shared/billing/prepay-api'
import { lengthsOf, quoteOf } from '@linli/shared/billing/purchase'
import { atOnceName } from '@linli/shared/billing/words'
import { Form, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { prepayWords as words } from './desk-words'

type Props = { room: { roomId: string; code: string }; open: boolean; close: () => void }
type Values = { offer: string; count: number }

/** Which item, how many months, what that comes to and what paying it in one go takes off. */
export function PrepayForm({ room, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const at = { communityId, roomId: room.roomId }
  const read = useRead(prepayApi.prepayOffers, at, { enabled: open })
  const offers = read.data?.offers.filter(({ periods }) => periods.length > 0) ?? []
  const prepay = useWrite(prepayApi.prepayForRoom, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: ({ bills }) => {
      toast(words.done(bills.length))
      close()
    },
  })
  const chosen = (key: string) => offers.find(offer => offerKey(offer) === key) ?? offers[0]
  const submit = ({ offer: key, count }: Values) => {
    const offer = chosen(key)
    if (!offer) return
    const { feeItemId, thingId } = offer
    prepay.mutate({ ...at, feeItemId, ...(thingId && { thingId }), count, amountFen: quoteOf(offer, count).amountFen })
  }
  return (
    <FormDialog<Values>
      key={offers.length}
      title={words.title(room.code)}
      open={open}
      close={close}
      action={words.action}
      busy={prepay.isPending}
      error={prepay.error ?? read.error}
      initial={{ ...(offers[0] && { offer: offerKey(offers[0]) }), count: 1 }}
      submit={submit}
    >
      {read.data && offers.length === 0 ? (
        <p className="hint form-wide">{words.none}</p>
      ) : (
        <>
          <Form.Item name="offer" label={words.item}>
            <Select options={offers.map(offer => ({ value: offerKey(offer), label: offer.feeItemName }))} />
          </Form.Item>
          <Form.Item shouldUpdate noStyle>
            {({ getFieldValue }) => {
              const offer = chosen(String(getFieldValue('offer')))
              return offer ? <HowLong offer={offer} count={Number(getFieldValue('count'))} /> : null
            }}
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}

type Offer = Parameters<typeof quoteOf>[0]

function HowLong({ offer, count }: { offer: Offer; count: number }) {
  const { amountFen, offFen, isAtOnce } = quoteOf(offer, count)
  const lastOf = (n: number) => offer.periods[n - 1]?.to ?? ''
  const isBoth = isAtOnce && offer.periods.some(({ onTimeFen }) => onTimeFen !== undefined)
  return (
    <>
      <Form.Item name="count" label={words.howLong}>
        <Select
          options={lengthsOf(offer).map(n => ({ value: n, label: words.months(n * offer.monthsEach, lastOf(n)) }))}
        />
      </Form.Item>
      <div className="form-wide">
        <p className="figure">{words.span(offer.periods[0]?.from ?? '', lastOf(count))}</p>
        <p className="figure">
          <strong>
            {offFen > 0
              ? words.sum(yuan(amountFen), yuan(offFen), yuan(amountFen - offFen))
              : words.plain(yuan(amountFen))}
          </strong>
        </p>
        {offer.discount && <p className="hint">{words.offer(atOnceName(offer.discount))}</p>}
        {isBoth && <p className="hint">{words.noStack}</p>}
        {offer.ends && <p className="hint">{offer.ends}</p>}
      </div>
    </>
  )
}
