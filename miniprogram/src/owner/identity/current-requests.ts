import type { BindingRequest } from '@linli/shared/identity/schema'

const shownForMs = 30 * 86_400_000

/** Requests that still say something: waiting, or refused in the last 30 days and not asked again; newest of each room. */
export function currentRequests(requests: readonly BindingRequest[], nowMs: number): BindingRequest[] {
  const newest = new Map<string, BindingRequest>()
  for (const request of requests) {
    const known = newest.get(request.roomId)
    if (!known || known.createdAt < request.createdAt) newest.set(request.roomId, request)
  }
  return [...newest.values()].filter(
    ({ state, createdAt }) =>
      state === 'pending' || (state === 'refused' && nowMs - Date.parse(createdAt) < shownForMs),
  )
}
