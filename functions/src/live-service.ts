import type { Deps } from './context'
import { publicError, refusal } from './http'
import type { Service } from './service'

/** A service whose keys may stand in a secret store: it serves nothing before they were read once. */
export const withSecrets =
  (deps: Deps, service: Service): Service =>
  async asked => {
    try {
      await deps.live.current()
    } catch (error) {
      const requestId = deps.newId()
      return refusal(publicError(deps, error, requestId, 'secrets'), requestId)
    }
    return service(asked)
  }
