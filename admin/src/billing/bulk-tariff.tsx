import { feeApi } from '@linli/shared/billing/fee-api'
import { Ground } from '@linli/shared/billing/fee-schema'
import { groundNames } from '@linli/shared/billing/words'
import { parseScaled, priceScale } from '@linli/shared/money'
import { addMonths, monthStart } from '@linli/shared/time'
import { Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { decimal, fits, needed } from '../kit/rules'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { bulkWords as words } from './bulk-words'
import { RunItems } from './run-fields'
import { useBulkStart } from './use-bulk-start'

type Values = {
  items: string[]
  from: string
  how: 'percent' | 'price'
  percent?: string
  price?: string
  groundKind: keyof typeof groundNames
  groundText: string
}

/** 「5」, 「-2.5」 in 1/100 %; undefined for anything else. */
function percentOf(text = ''): number | undefined {
  const isLess = text.startsWith('-')
  const bp = parseScaled(isLess ? text.slice(1) : text, 100)
  return bp === undefined ? undefined : isLess ? -bp : bp
}

/** New prices of some fee items from a day on. */
export function BulkTariff({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const start = useBulkStart()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const submit = ({ items: feeItemIds, from, how, percent, price, groundKind, groundText }: Values) =>
    start.mutate({
      communityId,
      task: {
        kind: 'tariff',
        feeItemIds,
        from,
        change:
          how === 'percent'
            ? { kind: 'percent', bp: percentOf(percent) ?? 0 }
            : { kind: 'price', price: parseScaled(price ?? '', priceScale) ?? 0 },
        ground: { kind: groundKind, text: groundText },
      },
    })
  return (
    <FormDialog<Values>
      title={words.tariff}
      open={open}
      close={close}
      action={words.preview}
      busy={start.isPending}
      error={start.error}
      initial={{ from: monthStart(addMonths(today(), 1)), how: 'percent', groundKind: 'vote', items: [] }}
      submit={submit}
    >
      <p className="form-wide hint">{words.tariffLine}</p>
      <RunItems items={items.filter(({ active }) => active)} />
      <Form.Item name="from" label={words.from} rules={[needed(words.missing)]}>
        <Input type="date" />
      </Form.Item>
      <Change />
      <Form.Item name="groundKind" label={words.ground} className="form-wide">
        <Select options={Ground.shape.kind.options.map(value => ({ value, label: groundNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="groundText"
        label={words.groundText}
        rules={[needed(words.missing), fits(Ground.shape.text)]}
        className="form-wide"
      >
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}

function Change() {
  const how = Form.useWatch('how', Form.useFormInstance<Values>())
  return (
    <>
      <Form.Item name="how" label={words.how} className="form-wide">
        <Radio.Group
          options={[
            { value: 'percent', label: words.byPercent },
            { value: 'price', label: words.toPrice },
          ]}
        />
      </Form.Item>
      {how === 'price' ? (
        <Form.Item
          name="price"
          label={words.price}
          rules={[needed(words.missing), decimal(priceScale, words.badPrice)]}
          className="form-wide"
        >
          <Input inputMode="decimal" />
        </Form.Item>
      ) : (
        <Form.Item
          name="percent"
          label={words.percent}
          extra={words.percentHint}
          className="form-wide"
          rules={[needed(words.missing), { validator: (_, text?: string) => checkPercent(text) }]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
      )}
    </>
  )
}

function checkPercent(text: string | undefined): Promise<void> {
  const bp = percentOf(text)
  const isFine = !text || (bp !== undefined && bp !== 0 && bp >= -9_000 && bp <= 10_000)
  return isFine ? Promise.resolve() : Promise.reject(new Error(words.badPercent))
}
