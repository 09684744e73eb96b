import type { ExplainedBill } from '@linli/shared/billing/schema'
import { groundNames, standardWords } from '@linli/shared/billing/words'
import { formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { unbroken } from '../../kit/unbroken'
import { useWords } from '../../kit/use-words'
import { billingWords } from './words'

/** 收费标准: the posted price behind the computation, since when, and on what ground it may be charged. */
export function Standards({ bill }: { bill: ExplainedBill }) {
  const words = useWords(billingWords)
  const [open, setOpen] = useState(false)
  const shown = bill.standards.flatMap(standard => {
    const line = bill.lines.find(each => each.tariffId === standard.tariffId)
    return line ? [{ ...standard, price: unbroken(standardWords(standard, line.formula)) }] : []
  })
  if (shown.length === 0) return null
  return (
    <>
      <Row title={words.standard} note={shown.map(each => each.price).join('、')} onTap={() => setOpen(true)} />
      <Sheet open={open} title={words.standard} onClose={() => setOpen(false)}>
        {shown.map(({ tariffId, price, from, ground }) => (
          <View key={tariffId}>
            <View className="ll-title">{price}</View>
            <View className="ll-sub">{words.since(formatFullDate(from))}</View>
            <View>{words.ground(groundNames[ground.kind])}</View>
            <View>{ground.text}</View>
          </View>
        ))}
      </Sheet>
    </>
  )
}
