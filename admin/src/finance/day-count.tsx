import { financeApi } from '@linli/shared/finance/api'
import { expectedOf } from '@linli/shared/finance/till-rules'
import { denominations, type TillDay } from '@linli/shared/finance/till-schema'
import { formatScaled } from '@linli/shared/money'
import { channelNames } from '@linli/shared/payments/schema'
import { Form, Input } from 'antd'
import { Banner } from '../kit/banner'
import { yuan } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { FormGroup } from '../kit/form-group'
import { filled, wholeNumber } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { amountRule } from '../payments/amount-rule'
import { usePlace } from '../session'
import { type CountValues, countOf, resultOf, slipChannels } from './count-values'
import { differenceText } from './day-tag'
import { countWords as words, dayWords } from './words'

type Props = { day: TillDay; isMine: boolean; open: boolean; close: () => void }

/** 清点: cash, notes if somebody likes, slips; what is wrong stands there before anybody signs. */
export function DayCount({ day, isMine, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const done = {
    refreshes: ['finance.', 'audit.'],
    onDone: () => {
      toast(dayWords.closed)
      close()
    },
  }
  const own = useWrite(financeApi.closeDay, done)
  const others = useWrite(financeApi.closeTill, done)
  const write = isMine ? own : others
  const submit = (values: CountValues) => {
    const count = countOf(values)
    if (!count) return
    const { date, cashierId, counts } = day
    const movements = Object.values(counts).reduce((sum, each) => sum + each, 0)
    const asked = { communityId, date, movements, note: filled(values.note), ...count }
    if (isMine) own.mutate(asked)
    else others.mutate({ ...asked, cashierId })
  }
  const taken = slipChannels.filter(channel => day.counts[channel])
  const amount = amountRule(words.badAmount, undefined, 0)
  return (
    <FormDialog<CountValues>
      title={words.title(day.date)}
      open={open}
      close={close}
      action={words.action}
      busy={write.isPending}
      error={write.error}
      initial={{}}
      submit={submit}
    >
      <p className="form-wide hint">{words.should(yuan(expectedOf(day, 'cash')))}</p>
      <Form.Item
        name="cash"
        label={words.cash}
        dependencies={['pieces']}
        rules={[
          amount,
          ({ getFieldsValue }) => ({
            validator: () =>
              countOf(getFieldsValue(true)) ? Promise.resolve() : Promise.reject(new Error(words.cashMissing)),
          }),
        ]}
      >
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="float" label={words.float} extra={words.floatHint} rules={[amount]}>
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <details className="form-wide">
        <summary>{words.pieces}</summary>
        <div className="form-grid">
          {denominations.map(fen => (
            <Form.Item
              key={fen}
              name={['pieces', String(fen)]}
              label={words.piece(formatScaled(fen, 100, 0))}
              rules={[wholeNumber(0, 99_999)]}
            >
              <Input inputMode="numeric" />
            </Form.Item>
          ))}
        </div>
      </details>
      {taken.map(channel => (
        <FormGroup key={channel} title={words.slips(channelNames[channel], yuan(expectedOf(day, channel)))}>
          <Form.Item
            name={['slips', channel, 'count']}
            label={`${channelNames[channel]}${words.slipCount}`}
            rules={[wholeNumber(0, 9_999)]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item
            name={['slips', channel, 'sum']}
            label={`${channelNames[channel]}${words.slipSum}`}
            rules={[amountRule(words.badAmount, undefined, Number.MIN_SAFE_INTEGER)]}
          >
            <Input inputMode="decimal" prefix="¥" />
          </Form.Item>
        </FormGroup>
      ))}
      <Form.Item name="note" label={words.note} extra={words.noteHint} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldsValue }) => <Result day={day} values={getFieldsValue(true)} />}
      </Form.Item>
    </FormDialog>
  )
}

function Result({ day, values }: { day: TillDay; values: CountValues }) {
  const result = resultOf(day, values)
  if (!result) return null
  const isRight = result.differenceFen === 0 && result.slips.length === 0
  return (
    <div className="form-wide">
      <Banner tone={isRight ? 'ok' : 'due'}>
        {differenceText(result.differenceFen)}
        {result.slips.length > 0 && (
          <p>{words.slipsWrong(result.slips.map(channel => channelNames[channel]).join('、'))}</p>
        )}
      </Banner>
    </div>
  )
}
