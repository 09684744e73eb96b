import { useToast } from './toast'

/** What a dialog's write does once it is through: says so, and closes. */
export function useDone<T = unknown>(refreshes: string[], close: () => void, said: string | ((output: T) => string)) {
  const toast = useToast()
  return {
    refreshes,
    onDone: (output: T) => {
      toast(typeof said === 'string' ? said : said(output))
      close()
    },
  }
}
