import * as z from 'zod'
import type { Permission } from './permissions'
import type { Schema } from './schema'

/** Part that an occupancy plays; the order is that of DOMAIN: owner 业主, tenant 租户, family 家庭成员. */
export type HomeRole = 'owner' | 'tenant' | 'family'

/**
 * Who may call an endpoint. The server decides from the session alone:
 * - public: nobody is asked who they are
 * - account: a signed-in resident's WeChat account; the verb narrows to the account's own records
 * - home: that account lives today in `communityId` + `roomId` of the input, in one of the roles; `bills`: with a view of its bills
 * - staff: a signed-in office person
 * - office: that person holds the permission in `communityId` of the input
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'account' }
  | { kind: 'home'; roles: readonly HomeRole[]; bills?: boolean }
  | { kind: 'staff' }
  | { kind: 'office'; permission: Permission }

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type Endpoint<I extends z.ZodObject = z.ZodObject, O extends Schema = Schema> = {
  id: string
  method: Method
  path: `/v1/${string}`
  summary: string
  access: Access
  /** Path, query and body together; strict: an unknown field is refused. */
  input: I
  output: O
  /** Set on writes that create something: the caller sends an Idempotency-Key. */
  idempotent?: boolean
}

/** Declares an endpoint once, for the server, the clients, the OpenAPI page and the authorisation matrix. */
export const endpoint = <I extends z.ZodRawShape, O extends Schema>(
  declared: Omit<Endpoint<z.ZodObject<I, z.core.$strict>, O>, 'input'> & { input: I },
): Endpoint<z.ZodObject<I, z.core.$strict>, O> => ({ ...declared, input: z.strictObject(declared.input) })

export type InputOf<E extends Endpoint> = z.input<E['input']>
export type OutputOf<E extends Endpoint> = z.output<E['output']>

/** The names in a path template: `/v1/c/:communityId/rooms` → ['communityId']. */
export const pathNames = (path: string): string[] => [...path.matchAll(/:([A-Za-z]+)/g)].map(m => m[1] ?? '')

/**
 * The address and body of a call: path names are filled in, the rest is the query of a GET or DELETE, or the JSON body.
 * Runs in WeChat's logic layer, which has no URL.
 */
export function requestOf(e: Endpoint, input: Record<string, unknown>): { path: string; body?: string } {
  const names = new Set(pathNames(e.path))
  const path = e.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name] ?? '')))
  const rest = Object.entries(input).filter(([name, value]) => !names.has(name) && value !== undefined)
  if (e.method !== 'GET' && e.method !== 'DELETE') return { path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = rest.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')
  return { path: query ? `${path}?${query}` : path }
}

/** A page of a list: at most `limit` rows, and the signed cursor of the next page. */
export const page = <T extends Schema>(item: T) => z.object({ items: z.array(item), cursor: z.string().optional() })
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
}

/**
 * The version of a record that the caller saw: 0 where there is none yet; that of an imported one begins at the moment of
 * the import, in ms. One at the end of all whole numbers has none after it.
 */
export const Version = z.number().int().min(0).max(9_000_000_000_000_000)

/** What every refused call answers. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
