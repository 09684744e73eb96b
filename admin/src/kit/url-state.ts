import { useLocation, useSearchParams } from 'react-router'

/** What is chosen on a page, kept in its address: a link shows the same again, and the back button undoes a choice. */
export function useUrlState() {
  const [params, setParams] = useSearchParams()
  const state: unknown = useLocation().state
  return {
    get: (name: string) => params.get(name) ?? undefined,
    set: (changes: Record<string, string | undefined>, options: { replace?: boolean } = {}) =>
      setParams(
        current => {
          const next = new URLSearchParams(current)
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: options.replace ?? false, preventScrollReset: true, state },
      ),
  }
}
