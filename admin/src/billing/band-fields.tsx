import type { ParkingBands } from '@linli/shared/billing/formula-schema'
import { parseYuan } from '@linli/shared/money'
import { Form, Input } from 'antd'
import { FormGroup } from '../kit/form-group'
import { decimal, needed, wholeNumber } from '../kit/rules'
import { feeFormWords } from './fee-words'
import { bandFieldWords as words } from './formula-words'

export type BandValues = {
  free?: string
  first?: string
  firstYuan?: string
  step?: string
  stepYuan?: string
  dayCap?: string
  visitCap?: string
}

const required = needed(feeFormWords.missing)
const yuan = decimal(100, words.badYuan)

/** 临停: free minutes, the first band, steps, caps. */
export function BandFields() {
  return (
    <FormGroup title={words.title}>
      <Form.Item name={['bands', 'free']} label={words.free} rules={[required, wholeNumber(0, 1_440)]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name={['bands', 'first']} label={words.first} rules={[required, wholeNumber(1, 1_440)]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name={['bands', 'firstYuan']} label={words.firstYuan} rules={[required, yuan]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name={['bands', 'step']} label={words.step} rules={[required, wholeNumber(1, 1_440)]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name={['bands', 'stepYuan']} label={words.stepYuan} rules={[required, yuan]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name={['bands', 'dayCap']} label={words.dayCap} extra={words.noCap} rules={[yuan]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name={['bands', 'visitCap']} label={words.visitCap} extra={words.noCap} rules={[yuan]}>
        <Input inputMode="decimal" />
      </Form.Item>
    </FormGroup>
  )
}

/** As the interface wants them; none for another kind of item. */
export function bandsOf(values: BandValues | undefined): ParkingBands | undefined {
  if (!values?.first) return undefined
  const [dayCapFen, visitCapFen] = [parseYuan(values.dayCap ?? ''), parseYuan(values.visitCap ?? '')]
  return {
    freeMinutes: Number(values.free),
    firstMinutes: Number(values.first),
    firstFen: parseYuan(values.firstYuan ?? '') ?? 0,
    stepMinutes: Number(values.step),
    stepFen: parseYuan(values.stepYuan ?? '') ?? 0,
    ...(dayCapFen !== undefined && { dayCapFen }),
    ...(visitCapFen !== undefined && { visitCapFen }),
  }
}
