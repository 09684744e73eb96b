import { formatYuan } from '@linli/shared/money'
import { Text } from '@tarojs/components'

type AmountProps = { fen: number; size?: 'sub' | 'title' | 'num'; tone?: 'due' | 'ok' | 'ink' }

/** ¥1,286.40 with figures of one width; ¥ at 0.6 of the size, a minus before it. */
export const Amount = ({ fen, size = 'sub', tone = 'ink' }: AmountProps) => (
  <Text className={`ll-amount ll-amount--${size} ll-amount--${tone}`} ariaLabel={spokenYuan(fen)}>
    {fen < 0 ? '-' : ''}
    <Text className="ll-amount__yen">¥</Text>
    {formatYuan(Math.abs(fen))}
  </Text>
)

/** ¥1,286.40 for a button or a sentence. */
export const yuan = (fen: number): string => `${fen < 0 ? '-' : ''}¥${formatYuan(Math.abs(fen))}`
/** 1286.40元, as a screen reader says an amount. */
export const spokenYuan = (fen: number): string => `${formatYuan(fen).replace(/,/g, '')}元`
