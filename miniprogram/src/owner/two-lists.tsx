import { type ReactNode, useState } from 'react'
import { Choice } from '../kit/choice'

/** A list, and what to show under the tabs that lead to it and to the other one. */
type List = { name: string; show: (tabs: ReactNode) => ReactNode }

/** A page of two lists, the first one first. */
export function TwoLists({ lists: [first, second] }: { lists: [List, List] }) {
  const [tab, setTab] = useState<'first' | 'second'>('first')
  const tabs = (
    <Choice
      options={[
        { value: 'first', name: first.name },
        { value: 'second', name: second.name },
      ]}
      value={tab}
      onChange={setTab}
    />
  )
  return (tab === 'first' ? first : second).show(tabs)
}
