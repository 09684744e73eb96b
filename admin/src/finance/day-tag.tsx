import { type TillDay, tillStateNames } from '@linli/shared/finance/till-schema'
import { yuan } from '../kit/format'
import { Tag, type Tone } from '../kit/tag'
import { countWords } from './words'

const tones: Record<TillDay['state'], Tone> = { open: 'due', closed: 'info', checked: 'ok' }

export const DayTag = ({ state }: Pick<TillDay, 'state'>) => <Tag tone={tones[state]}>{tillStateNames[state]}</Tag>

/** 长短款 in words: nobody has to know what a sign means. */
export const differenceText = (fen: number): string =>
  fen === 0 ? countWords.right : fen > 0 ? countWords.over(yuan(fen)) : countWords.short(yuan(-fen))
