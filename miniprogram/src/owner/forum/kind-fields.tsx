import { addMonths, beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { Choice } from '../../kit/choice'
import { DateField } from '../../kit/date-field'
import { Field } from '../../kit/field'
import { useWords } from '../../kit/use-words'
import { type Form, priceIsBad, wantedIsBad } from './form'
import { forumWords } from './words'

type Props = { form: Form; onChange: (change: Partial<Form>) => void }
const farthestMonths = 6

/** What a 团购 or 失物招领 has to say, and what follows from a 建议. */
export function KindFields({ form, onChange }: Props) {
  const words = useWords(forumWords)
  if (form.kind === 'group_buy') return <GroupFields form={form} onChange={onChange} />
  if (form.kind === 'lost_found') return <FoundFields form={form} onChange={onChange} />
  return form.kind === 'suggestion' ? <View className="ll-sub">{words.suggestionLine}</View> : null
}

function GroupFields({ form, onChange }: Props) {
  const words = useWords(forumWords)
  const today = beijingDate(new Date().toISOString())
  return (
    <>
      <Field label={words.groupItem} value={form.item} maxLength={40} onChange={item => onChange({ item })} />
      <Field
        type="number"
        label={words.groupWanted}
        value={form.wanted}
        maxLength={4}
        error={wantedIsBad(form) ? words.badWanted : undefined}
        onChange={wanted => onChange({ wanted })}
      />
      <DateField
        label={words.groupUntil}
        value={form.until}
        start={today}
        end={addMonths(today, farthestMonths)}
        onChange={until => onChange({ until })}
      />
      <Field label={words.groupPickUp} value={form.pickUp} maxLength={60} onChange={pickUp => onChange({ pickUp })} />
      <Field
        type="decimal"
        label={words.groupPrice}
        value={form.price}
        maxLength={12}
        error={priceIsBad(form) ? words.badPrice : undefined}
        onChange={price => onChange({ price })}
      />
      <View className="ll-sub">{words.noMoney}</View>
    </>
  )
}

function FoundFields({ form, onChange }: Props) {
  const words = useWords(forumWords)
  const today = beijingDate(new Date().toISOString())
  return (
    <>
      <Choice
        options={[
          { value: 'lost', name: words.lost },
          { value: 'found', name: words.found },
        ]}
        value={form.what}
        onChange={what => onChange({ what })}
      />
      <Field label={words.foundWhere} value={form.where} maxLength={60} onChange={where => onChange({ where })} />
      <DateField
        label={words.foundOn}
        value={form.on}
        start={addMonths(today, -farthestMonths)}
        end={today}
        onChange={on => onChange({ on })}
      />
    </>
  )
}
