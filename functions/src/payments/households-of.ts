import type { StoredOrder } from './store'

/** The rooms that an order is about, each once. */
export const householdsOf = ({ shares, takes }: Pick<StoredOrder, 'shares' | 'takes'>): string[] => [
  ...new Set([...shares.map(({ object }) => object.id), ...(takes ? [takes.object.id] : [])]),
]
