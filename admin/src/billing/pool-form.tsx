import { feeApi } from '@linli/shared/billing/fee-api'
import { AreaKind, type ShareBy } from '@linli/shared/billing/formula-schema'
import { areaNames, shareByNames } from '@linli/shared/billing/line-words'
import { meterApi } from '@linli/shared/billing/meter-api'
import { poolApi } from '@linli/shared/billing/pool-api'
import { MeterType, meterTypeNames } from '@linli/shared/billing/registers'
import { addMonths, monthEnd, monthStart } from '@linli/shared/time'
import { Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { decimal, filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { poolPageWords as words } from './pool-page-words'
import { costOf, type PoolValues, scopeOf, weightOf } from './pool-values'

const required = needed(words.missing)

/** A common cost: which item, which days, who bears it, and where it comes from. */
export function PoolCreate({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items
  const shared = (items ?? []).flatMap(({ feeItemId, name, formula, active }) =>
    formula.kind === 'shared' && active
      ? [{ value: feeItemId, by: formula.by, label: `${name}（${shareByNames[formula.by]}）` }]
      : [],
  )
  const byOf = (item: string | undefined) => shared.find(({ value }) => value === item)?.by
  const create = useWrite(poolApi.createPool, {
    refreshes: ['billing.', 'audit.'],
    onDone: pool => {
      toast(words.created(pool.rooms))
      close()
    },
  })
  const lastMonth = addMonths(monthStart(today()), -1)
  return (
    <FormDialog<PoolValues>
      title={words.createTitle}
      open={open && items !== undefined}
      close={close}
      action={words.createAction}
      busy={create.isPending}
      error={create.error}
      initial={{
        from: lastMonth,
        to: monthEnd(lastMonth),
        scope: 'all',
        area: 'built',
        type: 'cold_water',
        cost: 'amount',
        ...(shared[0] && { item: shared[0].value }),
      }}
      submit={values =>
        create.mutate({
          communityId,
          feeItemId: values.item,
          period: { from: values.from, to: values.to },
          scope: scopeOf(values),
          weight: weightOf(byOf(values.item) ?? 'household', values),
          cost: costOf(values),
          ...(filled(values.note) && { note: filled(values.note) }),
        })
      }
    >
      <Form.Item
        name="item"
        label={words.item}
        rules={[required]}
        {...(shared.length === 0 && { extra: words.noItem })}
        className="form-wide"
      >
        <Select options={shared.map(({ value, label }) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="from" label={words.from} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={words.to} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <ScopeFields />
      <WeightField byOf={byOf} />
      <CostFields />
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}

const choices = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))

function ScopeFields() {
  const scope = Form.useWatch('scope', Form.useFormInstance<PoolValues>())
  return (
    <>
      <Form.Item name="scope" label={words.scope} className="form-wide">
        <Radio.Group options={choices(words.scopes)} />
      </Form.Item>
      {(scope === 'building' || scope === 'unit') && (
        <Form.Item name="building" label={words.building} rules={[required]}>
          <Input maxLength={20} />
        </Form.Item>
      )}
      {scope === 'unit' && (
        <Form.Item name="unit" label={words.unit} rules={[required]}>
          <Input maxLength={10} />
        </Form.Item>
      )}
    </>
  )
}

/** The item says how it is split; which area or which meters is asked here. */
function WeightField({ byOf }: { byOf: (item: string | undefined) => ShareBy | undefined }) {
  const by = byOf(Form.useWatch('item', Form.useFormInstance<PoolValues>()))
  if (by === 'area')
    return (
      <Form.Item name="area" label={words.area} className="form-wide">
        <Select options={AreaKind.options.map(value => ({ value, label: areaNames[value] }))} />
      </Form.Item>
    )
  if (by !== 'usage') return null
  return (
    <Form.Item name="type" label={words.type} className="form-wide">
      <Select options={MeterType.options.map(value => ({ value, label: meterTypeNames[value] }))} />
    </Form.Item>
  )
}

function CostFields() {
  const cost = Form.useWatch('cost', Form.useFormInstance<PoolValues>())
  return (
    <>
      <Form.Item name="cost" label={words.cost} className="form-wide">
        <Radio.Group options={choices(words.costs)} />
      </Form.Item>
      {cost === 'amount' && (
        <Form.Item name="amount" label={words.amount} rules={[required, decimal(100, words.badYuan)]}>
          <Input inputMode="decimal" />
        </Form.Item>
      )}
      {cost === 'usage' && (
        <Form.Item name="usage" label={words.usage} rules={[required, decimal(10_000, words.badUsage)]}>
          <Input inputMode="decimal" />
        </Form.Item>
      )}
      {cost === 'meters' && <CommonMeters />}
      {(cost === 'usage' || cost === 'meters') && (
        <Form.Item name="price" label={words.price} rules={[required, decimal(10_000, words.badPrice)]}>
          <Input inputMode="decimal" />
        </Form.Item>
      )}
    </>
  )
}

/** Common meters of the building that is asked, or of the whole community. */
function CommonMeters() {
  const { communityId } = usePlace()
  const form = Form.useFormInstance<PoolValues>()
  const scope = Form.useWatch('scope', form)
  const asked = Form.useWatch('building', form)
  const building = scope === 'all' || !asked ? '公共' : `${asked}-公共`
  const meters = useRead(meterApi.listMeters, { communityId, building, limit: 100 }).data?.items ?? []
  return (
    <Form.Item
      name="meters"
      label={words.meters}
      extra={words.metersHint}
      rules={[{ required: true, message: words.missing }]}
    >
      <Select
        mode="multiple"
        options={meters
          .filter(({ common }) => common !== undefined)
          .map(({ meterId, number, name, type, roomCode }) => ({
            value: meterId,
            label: [roomCode, meterTypeNames[type], name ?? number].join(' '),
          }))}
      />
    </Form.Item>
  )
}
