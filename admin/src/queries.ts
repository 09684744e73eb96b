import type { Endpoint } from '@linli/shared/contract'
import type { Schema } from '@linli/shared/schema'
import {
  type InfiniteData,
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type * as z from 'zod'
import { ApiError, call, isSignedOut } from './api-client'
import { fillPage, type Page, repeatKeys } from './requests'

/** The key of the signed-in person; null once the session is over. */
export const sessionKey = ['identity.officeMe']

const isPassing = (error: unknown) =>
  error instanceof ApiError && ['client.offline', 'client.slow', 'request.busy'].includes(error.code)

/** A session that ended anywhere ends everywhere: the guard then leads to sign-in and back. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) client.setQueryData(sessionKey, null)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => isPassing(error) && failures < 2,
        retryDelay: failures => (0.5 + Math.random()) * 600 * 2 ** failures,
      },
      /** What a write answered, a revealed number for one, is forgotten with the component that asked. */
      mutations: { gcTime: 0 },
    },
  })
  return client
}

/** How often what the server is still at work on is read again. */
const pollMs = 1000

/**
 * Reads one record, again and again while `pollWhile` says that the server is still at work on it. With `everyMs`, one that
 * stays open: links of its pictures end after five minutes.
 */
export function useRead<I extends z.ZodObject, T>(
  endpoint: Endpoint<I, Schema<T>>,
  input: z.input<I>,
  options: { enabled?: boolean; everyMs?: number; pollWhile?: (data: T) => boolean } = {},
) {
  const { enabled = true, everyMs, pollWhile } = options
  return useQuery<T>({
    queryKey: [endpoint.id, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(pollWhile && {
      refetchInterval: ({ state: { data } }) => (data !== undefined && pollWhile(data) ? pollMs : false),
    }),
  })
}

/** Reads some records of one kind at once, in the order asked. */
export function useReads<I extends z.ZodObject, T>(endpoint: Endpoint<I, Schema<T>>, inputs: z.input<I>[]) {
  return useQueries({
    queries: inputs.map(input => ({
      queryKey: [endpoint.id, input],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, { signal }),
    })),
  })
}

/**
 * Reads a list page by page. With `pollWhile`, a list whose rows change by themselves: never shown from memory alone. With
 * `everyMs`, one that stays open all day while others change it.
 */
export function usePages<I extends z.ZodObject, T>(
  endpoint: Endpoint<I, Schema<Page<T>>>,
  input: z.input<I>,
  options: { pollWhile?: (item: NoInfer<T>) => boolean; everyMs?: number; enabled?: boolean } = {},
) {
  const { pollWhile, everyMs, enabled = true } = options
  const query = useInfiniteQuery<Page<T>, Error, InfiniteData<Page<T>>, unknown[], string>({
    queryKey: [endpoint.id, 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      fillPage(cursor => call(endpoint, { ...input, ...(cursor && { cursor }) }, { signal }), pageParam),
    initialPageParam: '',
    getNextPageParam: page => page.cursor,
    enabled,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
    ...(pollWhile && {
      staleTime: 0,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(pollWhile)) ? pollMs : false,
    }),
  })
  return { ...query, asked: { endpoint: endpoint.id, input } }
}

export type PagesQuery<T> = Pick<
  ReturnType<typeof usePages<z.ZodObject, T>>,
  | 'asked'
  | 'data'
  | 'error'
  | 'isPending'
  | 'isFetching'
  | 'hasNextPage'
  | 'isFetchingNextPage'
  | 'fetchNextPage'
  | 'refetch'
>

/** Reads anew what a write may have changed, by the beginnings of its endpoints. */
export function useRefresh() {
  const client = useQueryClient()
  return (domains: readonly string[]) =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => domains.some(each => String(queryKey[0]).startsWith(each)),
    })
}

/** Writes. The same input keeps its Idempotency-Key until it has succeeded, so that pressing again cannot do it twice. */
export function useWrite<I extends z.ZodObject, T>(
  endpoint: Endpoint<I, Schema<T>>,
  options: { refreshes: string[]; onDone?: (output: T) => void },
) {
  const refresh = useRefresh()
  const keys = useRef(repeatKeys())
  return useMutation({
    mutationFn: (input: z.input<I>) => {
      const idempotencyKey = keys.current.of(input)
      return call(endpoint, input, endpoint.idempotent ? { idempotencyKey } : {})
    },
    onSuccess: async output => {
      keys.current.done()
      options.onDone?.(output)
      await refresh(options.refreshes)
    },
  })
}
