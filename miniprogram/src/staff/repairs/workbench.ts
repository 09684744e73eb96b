import { workApi } from '@linli/shared/repairs/work-api'
import { call } from '../../api'
import { type Load, useLoad } from '../../use-load'
import type { OutputOf } from '@linli/shared/contract'

type Workbench = OutputOf<typeof workApi.workbench>

/** The price list and the colleagues, kept for where there is no network. */
export const useWorkbench = (communityId: string): Load<Workbench> =>
  useLoad(`workbench.${communityId}`, () => call(workApi.workbench, { communityId }), workApi.workbench.output)
