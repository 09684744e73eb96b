import { bulkApi } from '@linli/shared/billing/bulk-api'
import { useNavigate } from 'react-router'
import { useWrite } from '../queries'
import { usePlace } from '../session'

/** Starts a preview, and goes where it will stand. */
export function useBulkStart() {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  return useWrite(bulkApi.startBulk, {
    refreshes: ['billing.listBulk', 'audit.'],
    onDone: job => void navigate(`/c/${communityId}/bulk/${job.jobId}`),
  })
}
