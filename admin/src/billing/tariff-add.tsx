import { feeApi } from '@linli/shared/billing/fee-api'
import { Ground, type FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { groundNames } from '@linli/shared/billing/words'
import { parseScaled, parseYuan, priceScale } from '@linli/shared/money'
import { monthStart } from '@linli/shared/time'
import { Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { decimal, filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { feeFormWords, feeWords, priceUnit, tariffFormWords as words } from './fee-words'
import { BandFields, bandsOf, type BandValues } from './band-fields'
import { TierFields, type TierValues, tiersOf } from './tier-fields'

type Values = {
  from: string
  to?: string
  price?: string
  surcharge?: string
  groundKind: keyof typeof groundNames
  groundText: string
  tiers?: TierValues
  bands?: BandValues
}

/** A new price from a day on, with the ground it stands on. The server refuses days that were billed already. */
export function TariffAdd({ item, open, close }: { item: FeeItemWithTariffs; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const add = useWrite(feeApi.addTariff, {
    refreshes: ['billing.listFeeItems', 'audit.'],
    onDone: () => {
      toast(feeWords.saved)
      close()
    },
  })
  const required = needed(feeFormWords.missing)
  const submit = ({ from, to, price, surcharge, groundKind, groundText, tiers, bands }: Values) =>
    add.mutate({
      communityId,
      feeItemId: item.feeItemId,
      from,
      to: filled(to),
      price: parseScaled(price ?? '', priceScale) ?? 0,
      surchargeFen: filled(surcharge) === undefined ? undefined : parseYuan(surcharge ?? ''),
      tiers: tiersOf(tiers),
      bands: bandsOf(bands),
      ground: { kind: groundKind, text: groundText },
    })
  return (
    <FormDialog<Values>
      title={feeWords.tariffTitle(item.name)}
      open={open}
      close={close}
      action={feeWords.tariffAction}
      busy={add.isPending}
      error={add.error}
      initial={{ from: monthStart(today()), groundKind: 'contract' }}
      submit={submit}
    >
      <p className="form-wide hint">{feeWords.tariffLine}</p>
      <Form.Item name="from" label={words.from} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={words.to} extra={words.toHint}>
        <Input type="date" />
      </Form.Item>
      {item.formula.kind === 'duration' ? (
        <BandFields />
      ) : (
        <>
          <Form.Item name="price" label={words.price} rules={[required, decimal(priceScale, words.badPrice)]}>
            <Input inputMode="decimal" suffix={priceUnit(item.formula, item.cycle.kind)} />
          </Form.Item>
          <Form.Item
            name="surcharge"
            label={words.surcharge}
            extra={words.surchargeHint}
            rules={[decimal(100, words.badYuan)]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
        </>
      )}
      {item.formula.kind === 'meter' && item.formula.tierBy && (
        <TierFields unit={priceUnit(item.formula, item.cycle.kind)} />
      )}
      <Form.Item name="groundKind" label={words.ground} className="form-wide">
        <Select options={Ground.shape.kind.options.map(value => ({ value, label: groundNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="groundText"
        label={words.groundText}
        extra={words.groundHint}
        rules={[required, fits(Ground.shape.text)]}
        className="form-wide"
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
