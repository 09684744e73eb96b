import { useToast } from '../kit/toast'
import { refreshes } from './refreshes'

export type DialogOf<T> = { complaint: T; open: boolean; close: () => void }

/** What a dialog's write does once it is through: says so, and closes. */
export function useDone<T = unknown>(close: () => void, said: string | ((output: T) => string)) {
  const toast = useToast()
  return {
    refreshes,
    onDone: (output: T) => {
      toast(typeof said === 'string' ? said : said(output))
      close()
    },
  }
}
