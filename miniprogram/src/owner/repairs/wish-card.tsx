import { WishedTime } from '@linli/shared/repairs/schema'
import { addDays, beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { DateField } from '../../kit/date-field'
import { useWords } from '../../kit/use-words'
import { repairWords } from './words'

const mostDays = 30

/** 上门时间: 尽快, or a day and a part of it. */
export function WishCard({
  value,
  onChange,
}: {
  value: WishedTime | undefined
  onChange: (wish: WishedTime | undefined) => void
}) {
  const words = useWords(repairWords)
  const today = beijingDate(new Date().toISOString())
  const tomorrow = addDays(today, 1)
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.when}</View>
        <Choice
          options={[
            { value: 'soon', name: words.soon },
            { value: 'pick', name: words.pick },
          ]}
          value={value ? 'pick' : 'soon'}
          onChange={how => onChange(how === 'soon' ? undefined : (value ?? { date: tomorrow, part: 'morning' }))}
        />
        {value ? (
          <>
            <DateField
              label={words.day}
              value={value.date}
              start={today}
              end={addDays(today, mostDays)}
              onChange={date => onChange({ ...value, date })}
            />
            <Choice
              options={WishedTime.shape.part.options.map(part => ({ value: part, name: words.part(part) }))}
              value={value.part}
              onChange={part => onChange({ ...value, part })}
            />
          </>
        ) : null}
      </View>
    </Card>
  )
}
