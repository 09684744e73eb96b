import { Text } from '@tarojs/components'
import { figuresIn } from './figures'

/** A sentence in which no line ends inside a date, a clock time or a room, nor between a count and its unit. */
export const Whole = ({ text }: { text: string }) => {
  const parts = figuresIn(text)
  if (parts.length === 1) return <>{text}</>
  return (
    <>
      {parts.map((part, nth) =>
        nth % 2 === 0 ? (
          part
        ) : (
          <Text key={nth} className="ll-whole">
            {part}
          </Text>
        ),
      )}
    </>
  )
}
