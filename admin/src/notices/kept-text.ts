import * as z from 'zod'
import { NoticeValues } from './notice-values'

/** What somebody has typed and not saved; `version` is that of the draft which they changed. */
const KeptText = z.object({ values: NoticeValues, version: z.number().int().optional() })
export type KeptText = z.infer<typeof KeptText>

/** One for each person, community and draft, on this computer: whoever leaves, or whose browser dies, goes on with it. */
export const keptKey = (communityId: string, personId: string, noticeId: string | undefined) =>
  `linli.notice.${communityId}.${personId}.${noticeId ?? 'new'}`

export function keptText(key: string): KeptText | undefined {
  try {
    return KeptText.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}

/** A browser that keeps nothing still writes and saves. */
export function keepText(key: string, text: KeptText | undefined): void {
  try {
    if (text) localStorage.setItem(key, JSON.stringify(text))
    else localStorage.removeItem(key)
  } catch {
    // Without room, or without leave, nothing is kept.
  }
}
