import { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { call } from '../../api'
import { platform } from '../../platform/platform'
import { useLoad } from '../../use-load'
import type { Working } from '../signed-in'

export type OrderMessages = {
  /** How many messages may still be sent; undefined where none can be. */
  left: number | undefined
  /** Asks for one more. Only from a tap, and before any request: WeChat refuses after one. */
  ask: () => Promise<void>
}

/** WeChat messages of orders that come into one's hands: one grant is one message. */
export function useOrderMessages({ personId }: Working): OrderMessages {
  const load = useLoad(
    `order-messages.${personId}`,
    () => call(staffMessagesApi.staffTemplates, {}),
    staffMessagesApi.staffTemplates.output,
  )
  const templates = load.data?.items ?? []
  const [first] = templates
  return {
    left: first?.left,
    async ask() {
      const ids = await platform.requestSubscribe(templates.map(({ templateId }) => templateId))
      const accepted = templates.filter(({ templateId }) => ids.includes(templateId)).map(({ kind }) => kind)
      if (accepted.length === 0) return
      await call(staffMessagesApi.recordStaffGrants, { accepted })
      await load.reload()
    },
  }
}
