import { statusOf } from '@linli/shared/errors'
import type { Deps } from '../context'
import { publicError } from '../http'
import { type Answered, json } from '../service'

/** A refused notice: 4xx or 5xx, so that it is sent again; its reason is in the log alone, with ids only. */
export function refuseNotice(deps: Deps, error: unknown): Answered {
  const requestId = deps.newId()
  const { code } = publicError(deps, error, requestId, 'payments.callback')
  deps.log.warn('payments.callback_refused', { requestId, code })
  return json(statusOf(code), { code: 'FAIL', message: code })
}
