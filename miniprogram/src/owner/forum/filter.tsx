import { PostKind } from '@linli/shared/forum/schema'
import { Chips } from '../../kit/chips'
import { useWords } from '../../kit/use-words'
import { forumWords } from './words'

/** Everything, a kind, or a topic of the community (`#` before its name). */
export type Filter = 'all' | PostKind | `#${string}`
type FilterProps = { topics: readonly string[]; value: Filter; onChange: (value: Filter) => void }

/** One filter at a time, because each is a list of its own; what is only talk stands under everything. */
export function FilterChips({ topics, value, onChange }: FilterProps) {
  const words = useWords(forumWords)
  const options: { value: Filter; name: string }[] = [
    { value: 'all', name: words.all },
    ...PostKind.options.filter(kind => kind !== 'chat').map(kind => ({ value: kind, name: words.chip(kind) })),
    ...topics.map(topic => ({ value: `#${topic}` as const, name: words.topicChip(topic) })),
  ]
  return <Chips label={words.show} options={options} value={value} onChange={onChange} />
}
