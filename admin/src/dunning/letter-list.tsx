import { dunningApi } from '@linli/shared/dunning/api'
import type { Reminder } from '@linli/shared/dunning/schema'
import { beijingDate } from '@linli/shared/time'
import { useState } from 'react'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { SelectionBar } from '../kit/selection-bar'
import { State } from '../kit/state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { PrintLetters } from './debt-actions'
import { dunningWords as words } from './words'

const most = 25

/** Letters that the plan asks for and nobody has printed yet. */
export function LetterList() {
  const { communityId, can } = usePlace()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Reminder>>(new Map())
  const letters = usePages(dunningApi.listLetters, { communityId })
  const toggle = (letter: Reminder) => {
    const next = new Map(chosen)
    if (!next.delete(letter.reminderId) && next.size < most) next.set(letter.reminderId, letter)
    setChosen(next)
  }
  const selection = [...chosen.values()]
  return (
    <>
      <SelectionBar amounts={selection.map(({ amountFen }) => amountFen)} clear={() => setChosen(new Map())} />
      {selection.length > 0 && (
        <div className="bar">
          <PrintLetters debts={selection} done={() => setChosen(new Map())} />
        </div>
      )}
      <PagedTable<Reminder>
        caption={words.letterCaption}
        query={letters}
        rowKey={letter => letter.reminderId}
        exports={false}
        {...(can('dunning:act') && {
          choosing: {
            chosen: new Set(chosen.keys()),
            toggle,
            label: (each: Reminder) => words.choose(each.object.code),
          },
        })}
        empty={<State {...words.noLetters} />}
        columns={[
          { title: words.letterColumns.room, cell: letter => letter.object.code },
          { title: words.letterColumns.payer, cell: letter => letter.payerName },
          { title: words.letterColumns.amount, cell: letter => yuan(letter.amountFen), figure: true },
          { title: words.letterColumns.since, cell: letter => beijingDate(letter.createdAt), figure: true },
        ]}
      />
    </>
  )
}
