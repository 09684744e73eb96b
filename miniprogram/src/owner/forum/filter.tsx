import { PostKind } from '@linli/shared/forum/schema'
import { useState } from 'react'
import { Chips } from '../../kit/chips'
import { Choice } from '../../kit/choice'
import { Sheet } from '../../kit/sheet'
import { isLarger, useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { forumWords } from './words'

/** Everything, a kind, or a topic of the community (`#` before its name). */
export type Filter = 'all' | PostKind | `#${string}`
type Option = { value: Filter; name: string }
type FilterProps = { topics: readonly string[]; value: Filter; onChange: (value: Filter) => void }

/** One filter at a time, because each is a list of its own; what is only talk stands under everything. */
export function FilterChips({ topics, value, onChange }: FilterProps) {
  const words = useWords(forumWords)
  const larger = isLarger(useTypeSize())
  const [open, setOpen] = useState(false)
  const kinds: Option[] = [
    { value: 'all', name: words.all },
    ...PostKind.options.filter(kind => kind !== 'chat').map(kind => ({ value: kind, name: words.chip(kind) })),
  ]
  const named: Option[] = topics.map(topic => ({ value: `#${topic}`, name: words.topicChip(topic) }))
  if (larger || named.length === 0)
    return <Chips bare label={words.show} options={[...kinds, ...named]} value={value} onChange={onChange} />
  // A dozen topics would fill the screen: one chip leads to them, and names the one that is chosen.
  const chosen = named.find(each => each.value === value)
  const topic = chosen ?? { value: '#' as const, name: words.topics }
  const choose = (next: Filter) => {
    setOpen(false)
    onChange(next)
  }
  return (
    <>
      <Chips
        bare
        label={words.show}
        options={[...kinds, topic]}
        value={value}
        onChange={next => (next === topic.value ? setOpen(true) : onChange(next))}
      />
      <Sheet open={open} title={words.topics} onClose={() => setOpen(false)}>
        <Choice form="chips" options={named} value={value} onChange={choose} />
      </Sheet>
    </>
  )
}
