import { RepairKind, repairKinds } from '@linli/shared/repairs/kinds'
import { View } from '@tarojs/components'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { useWords } from '../../kit/use-words'
import { repairWords } from './words'

/** Emergencies first: whoever has one must not look for it. */
const emergencies = RepairKind.options.filter(kind => repairKinds[kind].emergency)
const kinds = [...emergencies, ...RepairKind.options.filter(kind => !repairKinds[kind].emergency)]

/** What broke, in words; once chosen, the list gives its room to the rest of the form. */
export function KindGrid({
  value,
  onChange,
}: {
  value: RepairKind | undefined
  onChange: (kind?: RepairKind) => void
}) {
  const words = useWords(repairWords)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.what}</View>
        {value ? (
          <View className="ll-bar">
            <View className="ll-title">{words.kind(value)}</View>
            <Button kind="text" onTap={() => onChange()}>
              {words.otherKind}
            </Button>
          </View>
        ) : (
          <Choice
            form="chips"
            columns={3}
            options={kinds.map(kind => ({ value: kind, name: words.kind(kind) }))}
            value={value}
            onChange={onChange}
          />
        )}
      </View>
    </Card>
  )
}
