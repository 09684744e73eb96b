import { financeApi } from '@linli/shared/finance/api'
import { VoucherSystem, voucherSystemNames } from '@linli/shared/finance/voucher-layouts'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { voucherWords as words } from './voucher-words'

const forms = ['xlsx', 'csv'] as const

/** Which program, which file; the finished one stays as a link where the browser opened no window. */
export function VoucherExport({ month }: { month: string }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [system, setSystem] = useState<VoucherSystem>('kingdee')
  const [form, setForm] = useState<(typeof forms)[number]>('xlsx')
  const take = useWrite(financeApi.exportVouchers, {
    refreshes: ['finance.', 'audit.'],
    onDone: ({ vouchers }) => toast(words.taken(vouchers)),
  })
  return (
    <>
      <div className="bar">
        <Segmented<VoucherSystem>
          aria-label={words.system}
          className="bar-segment"
          value={system}
          options={VoucherSystem.options.map(value => ({ value, label: voucherSystemNames[value] }))}
          onChange={setSystem}
        />
        <Segmented
          aria-label={words.form}
          className="bar-segment"
          value={form}
          options={forms.map(value => ({ value, label: `.${value}` }))}
          onChange={setForm}
        />
        <Button
          type="primary"
          loading={take.isPending}
          disabled={take.isPending}
          onClick={() => take.mutate({ communityId, month, system, form })}
        >
          {words.take}
        </Button>
      </div>
      {take.data && (
        <Banner tone="info">
          <a href={take.data.url} download={take.data.name}>
            {words.ready}：{take.data.name}
          </a>
        </Banner>
      )}
      <Refusal error={take.error} />
    </>
  )
}
