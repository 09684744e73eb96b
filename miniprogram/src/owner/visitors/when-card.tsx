import { visitorsApi } from '@linli/shared/visitors/api'
import { addDays, beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Choice } from '../../kit/choice'
import { DateField } from '../../kit/date-field'
import { Field, PickField } from '../../kit/field'
import { tappable } from '../../kit/h5'
import { useWords } from '../../kit/use-words'
import { useLoad } from '../../use-load'
import { isRegular, type Wish } from './wish'
import { visitorWords } from './words'

type WhenProps = {
  home: { communityId: string; roomId: string }
  wish: Wish
  set: (part: Partial<Wish>) => void
}

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)

/** The days, how often, and for who comes regularly weekdays and hours. */
export function WhenCard({ home, wish, set }: WhenProps) {
  const words = useWords(visitorWords)
  const [more, setMore] = useState(false)
  const today = beijingDate(new Date().toISOString())
  const load = useLoad(`gates.${home.communityId}`, () => call(visitorsApi.places, home), visitorsApi.places.output)
  const { kind, day, times } = wish
  const longest = (isRegular(kind) ? load.data?.longestRegularDays : load.data?.longestDays) ?? 30
  const from = wish.from ?? today
  const gates = load.data?.gates ?? []
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{words.when}</View>
        <Choice
          options={[
            { value: 'today', name: words.today },
            { value: 'tomorrow', name: words.tomorrow },
            { value: 'range', name: words.choose },
          ]}
          value={day}
          onChange={next => set({ day: next })}
        />
        {day === 'range' ? (
          <>
            <DateField
              label={words.from}
              value={from}
              start={today}
              end={addDays(today, longest)}
              onChange={first => set({ from: first, ...(wish.to && wish.to < first && { to: undefined }) })}
            />
            <DateField
              label={words.to}
              value={wish.to ?? from}
              start={from}
              end={addDays(from, longest - 1)}
              onChange={to => set({ to })}
            />
          </>
        ) : null}
        {kind === 'visit' ? (
          <Choice
            options={[
              { value: 'once', name: words.once },
              { value: 'many', name: words.many },
            ]}
            value={times}
            onChange={next => set({ times: next })}
          />
        ) : null}
        {kind === 'visit' && times === 'many' ? (
          <Field
            label={words.manyTimes}
            type="number"
            maxLength={2}
            value={wish.count}
            onChange={count => set({ count })}
          />
        ) : null}
        {isRegular(kind) ? <Regular wish={wish} set={set} /> : null}
        {gates.length > 0 && more ? (
          <PickField
            label={words.gate}
            hint={words.gateHint}
            options={[
              { value: '', name: words.anyGate },
              ...gates.map(({ gateId, name }) => ({ value: gateId, name })),
            ]}
            value={wish.gateId}
            onChange={gateId => set({ gateId })}
          />
        ) : null}
        {gates.length > 0 && !more ? (
          <Button kind="text" onTap={() => setMore(true)}>
            {words.more}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}

function Regular({ wish: { weekdays, hoursFrom, hoursTo }, set }: Pick<WhenProps, 'wish' | 'set'>) {
  const words = useWords(visitorWords)
  const options = hours.map(hour => ({ value: hour, name: hour }))
  const toggle = (weekday: number) =>
    set({ weekdays: weekdays.includes(weekday) ? weekdays.filter(each => each !== weekday) : [...weekdays, weekday] })
  return (
    <>
      <View>
        <View className="ll-field__label">{words.weekdays}</View>
        <View className="ll-choice">
          {[1, 2, 3, 4, 5, 6, 7].map(weekday => (
            <View
              key={weekday}
              className={weekdays.includes(weekday) ? 'll-choice__item ll-choice__item--on' : 'll-choice__item'}
              onClick={() => toggle(weekday)}
              {...tappable(`${words.weekdays}${words.weekday(weekday)}`, 'checkbox')}
              ariaChecked={weekdays.includes(weekday)}
            >
              {words.weekday(weekday)}
            </View>
          ))}
        </View>
        <View className="ll-field__hint">{words.everyDay}</View>
      </View>
      <PickField
        label={words.hoursFrom}
        options={options}
        value={hoursFrom}
        onChange={from => set({ hoursFrom: from })}
      />
      <PickField
        label={words.hoursTo}
        hint={words.hoursHint}
        options={options}
        value={hoursTo}
        onChange={to => set({ hoursTo: to })}
      />
    </>
  )
}
