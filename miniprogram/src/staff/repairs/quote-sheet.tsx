import { formatYuan } from '@linli/shared/money'
import { type CatalogueItem, type QuoteLine, totalOf } from '@linli/shared/repairs/quote'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { staffWords as words } from '../words'
import { useWorkbench } from './workbench'

type QuoteSheetProps = { communityId: string; onClose: () => void; onQuote: (lines: QuoteLine[]) => void }

/** From the community's price list alone: a tap adds one, and another tap one more. */
export function QuoteSheet({ communityId, onClose, onQuote }: QuoteSheetProps) {
  const { data } = useWorkbench(communityId)
  const [counts, setCounts] = useState<Record<string, number>>({})
  const catalogue = data?.catalogue ?? []
  const lines = catalogue.flatMap(({ part, name, unit, unitFen, itemId }): QuoteLine[] => {
    const quantity = counts[itemId] ?? 0
    return quantity > 0 ? [{ part, name, unit, unitFen, quantity }] : []
  })
  const add = ({ itemId }: CatalogueItem) => setCounts({ ...counts, [itemId]: (counts[itemId] ?? 0) + 1 })
  return (
    <Sheet open title={words.quote} onClose={onClose}>
      {catalogue.length === 0 ? <View className="ll-sub">{words.noCatalogue}</View> : null}
      {catalogue.map(item => (
        <Row
          key={item.itemId}
          title={item.name}
          note={`${formatYuan(item.unitFen)} 元/${item.unit}`}
          value={counts[item.itemId] ? `× ${counts[item.itemId]}` : ''}
          onTap={() => add(item)}
        />
      ))}
      {lines.length > 0 ? (
        <Button kind="text" onTap={() => setCounts({})}>
          {words.again}
        </Button>
      ) : null}
      <Button wide disabled={lines.length === 0} onTap={() => onQuote(lines)}>
        {`${words.quote} ${formatYuan(totalOf(lines))} 元`}
      </Button>
    </Sheet>
  )
}
