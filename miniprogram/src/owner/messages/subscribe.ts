import { identityApi } from '@linli/shared/identity/api'
import { messagesApi } from '@linli/shared/messages/api'
import type { MessageKind } from '@linli/shared/messages/schema'
import { call } from '../../api'
import { platform } from '../../platform/platform'

export type Template = { kind: MessageKind; templateId: string }

/** WeChat asks for at most three templates in one tap. */
const mostAsked = 3

/**
 * Asks for one message of each kind. Only from a tap, and with the templates at hand: WeChat refuses after a request.
 * Each acceptance is recorded with the consent that it is; how many were accepted.
 */
export async function subscribe(templates: readonly Template[]): Promise<number> {
  const asked = templates.slice(0, mostAsked)
  const ids = await platform.requestSubscribe(asked.map(({ templateId }) => templateId))
  const accepted = asked.filter(({ templateId }) => ids.includes(templateId)).map(({ kind }) => kind)
  if (accepted.length === 0) return 0
  await call(messagesApi.recordGrants, { accepted })
  await call(identityApi.setConsent, { purpose: 'messages', granted: true })
  return accepted.length
}
