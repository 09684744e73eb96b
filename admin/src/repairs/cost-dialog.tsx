import { formatYuan, parseScaled } from '@linli/shared/money'
import { repairsApi } from '@linli/shared/repairs/api'
import { Responsibility } from '@linli/shared/repairs/schema'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { responsibilityNames } from '@linli/shared/repairs/words'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { decimal, filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { costWords as words } from './show-words'

const Borne = Responsibility.exclude(['owner'])
type Borne = (typeof Borne.options)[number]
type Values = { labour?: string; material?: string; outside?: string; note?: string; borne?: Borne }

const written = (fen: number | undefined) => (fen === undefined ? '' : formatYuan(fen).replaceAll(',', ''))
const read = (text: string | undefined) => parseScaled(text?.trim() || '0', 100) ?? 0

/** What the order cost: labour, materials (offered by the price list's costs), work by others. */
export function CostDialog({ repair, open, close }: { repair: RepairDetail; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const { repairId, costs, materialCostFen = 0, place, responsibility } = repair
  const save = useWrite(repairsApi.setCosts, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  const isPublic = place.kind === 'public'
  const borne = Borne.safeParse(responsibility)
  const amount = (name: 'labour' | 'material' | 'outside', extra?: string) => (
    <Form.Item name={name} label={words[name]} extra={extra} rules={[decimal(100, words.wrong)]}>
      <Input inputMode="decimal" maxLength={12} />
    </Form.Item>
  )
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{
        labour: written(costs?.labourFen),
        material: written(costs?.materialFen ?? (materialCostFen > 0 ? materialCostFen : undefined)),
        outside: written(costs?.outsideFen),
        note: costs?.note ?? '',
        ...(isPublic && { borne: borne.success ? borne.data : 'fee' }),
      }}
      submit={values =>
        save.mutate({
          communityId,
          repairId,
          labourFen: read(values.labour),
          materialFen: read(values.material),
          outsideFen: read(values.outside),
          ...(filled(values.note) && { note: filled(values.note) }),
          ...(isPublic && values.borne && { responsibility: values.borne }),
        })
      }
    >
      <p className="hint form-wide">{words.line}</p>
      {amount('labour')}
      {amount('material', materialCostFen > 0 ? words.fromList(yuan(materialCostFen)) : undefined)}
      {amount('outside')}
      {isPublic && (
        <Form.Item name="borne" label={words.borne} className="form-wide">
          <Radio.Group
            className="radio-lines"
            options={Borne.options.map(value => ({ value, label: responsibilityNames[value] }))}
          />
        </Form.Item>
      )}
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
