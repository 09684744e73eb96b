import { feeApi } from '@linli/shared/billing/fee-api'
import { financeApi } from '@linli/shared/finance/api'
import { FeeRegime, feeRegimeNames } from '@linli/shared/finance/month-schema'
import { type FinanceSettings, FinanceSettings as Shape } from '@linli/shared/finance/voucher-schema'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { fits, needed, wholeNumber } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { codesOf, rowsOf, type SettingsValues } from './code-values'
import { CodeFields } from './code-fields'
import { voucherWords } from './voucher-words'

const words = voucherWords.settings

/** Account codes, and how the community is run: asked for when the dialog opens. */
export function VoucherSettings({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const settings = useRead(financeApi.settings, { communityId }, { enabled: open })
  if (!settings.data) return null
  return <Fields settings={settings.data} open={open} close={close} />
}

function Fields({ settings, open, close }: { settings: FinanceSettings; open: boolean; close: () => void }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open && can('billing:read') })
  const save = useWrite(financeApi.saveSettings, {
    refreshes: ['finance.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const { regime, word, firstNumber, maker, version, codes } = settings
  return (
    <FormDialog<SettingsValues>
      title={words.title}
      open={open}
      close={close}
      action={words.save}
      busy={save.isPending}
      error={save.error}
      width={860}
      initial={{ regime, word, firstNumber: String(firstNumber), maker, codes: rowsOf(codes) }}
      submit={values =>
        save.mutate({
          communityId,
          version,
          regime: values.regime,
          word: values.word,
          firstNumber: Number(values.firstNumber),
          maker: values.maker ?? '',
          codes: codesOf(values.codes),
        })
      }
    >
      <Form.Item name="regime" label={words.regime} extra={words.regimeHint} className="form-wide">
        <Radio.Group options={FeeRegime.options.map(value => ({ value, label: feeRegimeNames[value] }))} />
      </Form.Item>
      <Form.Item name="word" label={words.word} rules={[needed(words.missing), fits(Shape.shape.word)]}>
        <Input maxLength={4} />
      </Form.Item>
      <Form.Item name="firstNumber" label={words.first} rules={[needed(words.missing), wholeNumber(1, 99_999)]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name="maker" label={words.maker}>
        <Input maxLength={20} />
      </Form.Item>
      <CodeFields feeItems={items.data?.items ?? []} />
    </FormDialog>
  )
}
