import { exportsApi } from '@linli/shared/exports/api'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { Refusal } from '../kit/banner'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { exportWords as words } from './words'

type Asked = { endpoint: string; input: Record<string, unknown> }

/** Takes the list along as it is shown, filters included. Whoever stays gets the file; whoever leaves finds it under 导出. */
export function ExportButton({ endpoint, input }: Asked) {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const [exportId, setExportId] = useState<string>()
  const start = useWrite(exportsApi.startList, { refreshes: ['exports.'], onDone: each => setExportId(each.exportId) })
  const link = useWrite(exportsApi.link, { refreshes: [], onDone: ({ url }) => window.location.assign(url) })
  const job = useRead(
    exportsApi.get,
    { communityId, exportId: exportId ?? '' },
    { enabled: exportId !== undefined, pollWhile: ({ state }) => state === 'waiting' || state === 'working' },
  )
  const state = exportId === undefined ? undefined : job.data?.state
  const fetchFile = link.mutate
  useEffect(() => {
    if (exportId === undefined || (state !== 'ready' && state !== 'failed')) return
    setExportId(undefined)
    if (state === 'ready') fetchFile({ communityId, exportId })
    else void navigate(`/c/${communityId}/exports`)
  }, [communityId, exportId, fetchFile, navigate, state])
  if (!can('exports:run')) return null
  const isBusy = start.isPending || exportId !== undefined || link.isPending
  const rows = job.data?.rows ?? 0
  const text = link.isPending ? words.fetching : rows > 0 && exportId ? words.written(rows) : words.starting
  return (
    <span className="bar">
      <Button
        disabled={isBusy}
        onClick={() => start.mutate({ communityId, list: endpoint, filters: filtersOf(input) })}
      >
        {isBusy ? text : words.button}
      </Button>
      <Refusal error={start.error ?? job.error ?? link.error} />
    </span>
  )
}

/** What narrows the list, as an address would carry it. */
const filtersOf = ({ communityId: _here, ...input }: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
