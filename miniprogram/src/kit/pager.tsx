import { View } from '@tarojs/components'
import { Button } from './button'
import { useWords } from './use-words'
import { kitWords } from './words'

/** Turns the pages of a list; nothing while there is only one. */
export function Pager({ next, previous }: { next?: () => void; previous?: () => void }) {
  const words = useWords(kitWords)
  if (!next && !previous) return null
  return (
    <View className="ll-buttons">
      {previous ? (
        <Button kind="plain" onTap={previous}>
          {words.previousPage}
        </Button>
      ) : null}
      {next ? (
        <Button kind="plain" onTap={next}>
          {words.nextPage}
        </Button>
      ) : null}
    </View>
  )
}
