import { View } from '@tarojs/components'

/** Short facts side by side; each stays whole where the line ends. */
export const Pieces = ({ of, kind = 'cap' }: { of: readonly (string | false | undefined)[]; kind?: 'cap' | 'sub' }) => (
  <View className={`own-pieces ll-${kind}`}>
    {of.filter(Boolean).map(piece => (
      <View key={String(piece)}>{piece}</View>
    ))}
  </View>
)
