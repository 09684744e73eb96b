import { RepairKind, repairKinds } from '@linli/shared/repairs/kinds'
import { View } from '@tarojs/components'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { useWords } from '../../kit/use-words'
import { repairWords } from './words'

/** Emergencies first: whoever has one must not look for it. */
const emergencies = RepairKind.options.filter(kind => repairKinds[kind].emergency)
const kinds = [...emergencies, ...RepairKind.options.filter(kind => !repairKinds[kind].emergency)]

/** What broke, in words. */
export function KindGrid({ value, onChange }: { value: RepairKind | undefined; onChange: (kind: RepairKind) => void }) {
  const words = useWords(repairWords)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.what}</View>
        <Choice
          form="chips"
          options={kinds.map(kind => ({ value: kind, name: words.kind(kind) }))}
          value={value}
          onChange={onChange}
        />
      </View>
    </Card>
  )
}
