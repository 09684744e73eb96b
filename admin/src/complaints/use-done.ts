import { useDone as useDoneOf } from '../kit/use-done'
import { refreshes } from './refreshes'

export type DialogOf<T> = { complaint: T; open: boolean; close: () => void }

export const useDone = <T = unknown>(close: () => void, said: string | ((output: T) => string)) =>
  useDoneOf<T>(refreshes, close, said)
