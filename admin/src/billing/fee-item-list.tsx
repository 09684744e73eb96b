import { feeApi } from '@linli/shared/billing/fee-api'
import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { formulaWords } from '@linli/shared/billing/line-words'
import { cycleNames, natureNames } from '@linli/shared/billing/words'
import { Button } from 'antd'
import { useState } from 'react'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { MerchantButton } from '../payments/merchant-drawer'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { currentTariff, priceText } from './current-tariff'
import { FeeItemCreate } from './fee-item-form'
import { FeeItemShow } from './fee-item-show'
import { ratePercent } from './fee-item-values'
import { feeWords as words } from './fee-words'

export function FeeItemList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const items = useRead(feeApi.listFeeItems, { communityId })
  const [adding, setAdding] = useState(false)
  const rows = items.data?.items ?? []
  return (
    <Page
      title={shared.pages.fees}
      line={words.line}
      actions={
        <>
          {rows.length > 0 && <ExportButton endpoint={feeApi.listFeeItems.id} input={{}} />}
          <MerchantButton />
          {can('billing:configure') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          )}
        </>
      }
    >
      <Card>
        {items.isPending ? (
          <Skeleton />
        ) : items.error ? (
          <Failed error={items.error} retry={items.refetch} />
        ) : rows.length === 0 ? (
          <State {...words.empty} />
        ) : (
          <DataTable
            caption={words.caption}
            rows={rows}
            rowKey={item => item.feeItemId}
            open={item => url.set({ show: item.feeItemId })}
            selected={url.get('show')}
            columns={[
              { title: words.columns.name, cell: item => item.name },
              { title: words.columns.formula, cell: item => formulaWords(item.formula) },
              { title: words.columns.cycle, cell: item => cycleNames[item.cycle.kind] },
              { title: words.columns.price, cell: item => <Price item={item} />, figure: true },
              { title: words.columns.nature, cell: item => natureNames[item.nature], wide: true },
              {
                title: words.columns.lateFee,
                cell: ({ lateFee }) =>
                  lateFee ? words.lateFeeOn(ratePercent(lateFee.dailyRatePpm)) : words.lateFeeOff,
                figure: true,
              },
            ]}
          />
        )}
      </Card>
      <FeeItemShow
        item={rows.find(item => item.feeItemId === url.get('show'))}
        close={() => url.set({ show: undefined })}
      />
      <FeeItemCreate open={adding} close={() => setAdding(false)} done={item => url.set({ show: item.feeItemId })} />
    </Page>
  )
}

function Price({ item }: { item: FeeItemWithTariffs }) {
  if (!item.active) return <Tag tone="closed">{words.stopped}</Tag>
  const tariff = currentTariff(item)
  return tariff ? priceText(item, tariff) : <Tag tone="due">{words.noPrice}</Tag>
}
