import { type Import, importsApi } from '@linli/shared/imports/api'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

const ofReading: string[] = [importsApi.detail.id, importsApi.problems.id, importsApi.referring.id]

/** Shows where an import is now, and forgets what was said of it before: the next reading says it anew. */
export function useImportMoved() {
  const client = useQueryClient()
  return useCallback(
    (now: Import) => {
      const { communityId, importId } = now
      client.setQueryData([importsApi.get.id, { communityId, importId }], now)
      client.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => ofReading.includes(String(queryKey[0])) })
    },
    [client],
  )
}
