import { useRouter } from '@tarojs/taro'
import { type ReactNode, useState } from 'react'
import { Choice } from '../kit/choice'

/** The home that the page was opened for. */
export type Home = { communityId: string; roomId: string }
/** A list, and what to show under the tabs that lead to it and to the other one. */
type List = { name: string; show: (home: Home, tabs: ReactNode) => ReactNode }

/** A home's page of two lists, the first one first. */
export function TwoLists({ lists: [first, second] }: { lists: [List, List] }) {
  const { communityId = '', roomId = '' } = useRouter().params
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
  return (tab === 'first' ? first : second).show({ communityId, roomId }, tabs)
}
