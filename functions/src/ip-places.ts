import * as z from 'zod'
import type { Env } from './env'
import { fetchJson } from './fetch-json'

/** IP属地 (互联网用户账号信息管理规定 12): the province of an address, as the law wants it shown, and no nearer. */
export type IpPlaces = { provinceOf(address: string): Promise<string | undefined> }

const Answer = z.object({ province: z.string().min(1).max(10).optional() })
const timeoutMs = 800

/** Whoever is asked is a deployment's choice; when it does not answer in time, the place is not known. */
export const makeIpPlaces = ({ LINLI_IP_PLACES: base }: Pick<Env, 'LINLI_IP_PLACES'>): IpPlaces => ({
  async provinceOf(address) {
    if (base === undefined) return undefined
    const url = `${base}?ip=${encodeURIComponent(address)}`
    const { province } = await fetchJson(url, Answer, undefined, timeoutMs).catch(() => ({ province: undefined }))
    return province
  },
})
