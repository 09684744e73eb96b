import { bankApi } from '@linli/shared/payments/bank-api'
import type { BankBatch, BankResult } from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../api-client'
import { toHex } from '../imports/upload-file'
import { Refusal } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { count, dateTime } from '../kit/format'
import { Card } from '../kit/page'
import { putFile } from '../kit/put-file'
import { Tag, type Tone } from '../kit/tag'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { bankWords as words } from './bank-words'

const tones: Record<BankResult['state'], Tone> = { uploading: 'closed', reading: 'info', done: 'ok', refused: 'danger' }

/** The file for the bank, and those that came back. */
export function BankResults({ batch, results }: { batch: BankBatch; results: BankResult[] }) {
  const { can } = usePlace()
  const { resultColumns: columns } = words
  return (
    <Card title={words.results}>
      {can('payments:reconcile') && <Files batch={batch} />}
      {results.length === 0 ? (
        <p className="hint">{words.noResults}</p>
      ) : (
        <DataTable
          caption={words.results}
          rows={results}
          rowKey={({ resultId }) => resultId}
          sticky={false}
          columns={[
            { title: columns.file, cell: each => each.fileName },
            {
              title: columns.state,
              cell: each => (
                <>
                  <Tag tone={tones[each.state]}>{words.resultStates[each.state]}</Tag> {each.problem}
                </>
              ),
            },
            { title: columns.paid, cell: each => count(each.counts.paid), figure: true },
            { title: columns.failed, cell: each => count(each.counts.failed), figure: true },
            { title: columns.repeated, cell: each => count(each.counts.repeated), figure: true },
            { title: columns.problems, cell: each => count(each.counts.problems), figure: true },
            { title: columns.at, cell: each => dateTime(each.at), figure: true, wide: true },
          ]}
        />
      )}
    </Card>
  )
}

function Files({ batch: { batchId } }: { batch: BankBatch }) {
  const { communityId } = usePlace()
  const one = { communityId, batchId }
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const refreshes = ['payments.', 'billing.', 'insight.', 'audit.']
  const read = useWrite(bankApi.readBankResult, { refreshes })
  const download = useWrite(bankApi.bankFile, {
    refreshes: ['audit.'],
    onDone: ({ url }) => window.location.assign(url),
  })
  const upload = async (file: File) => {
    setSending(true)
    setProblem(undefined)
    try {
      const sha256 = toHex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      const asked = { ...one, fileName: file.name, size: file.size, sha256 }
      const { result, uploadUrl } = await call(bankApi.startBankResult, asked)
      if (result.state === 'uploading') await putFile(uploadUrl, file, words.uploadFailed, () => {})
      await read.mutateAsync({ ...one, resultId: result.resultId })
    } catch (error) {
      setProblem(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.upload}
        onChange={event => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void upload(file)
        }}
      />
      <div className="bar">
        <Button loading={download.isPending} onClick={() => download.mutate(one)}>
          {words.download}
        </Button>
        <Button type="primary" loading={sending} onClick={() => input.current?.click()}>
          {words.upload}
        </Button>
      </div>
      <Refusal error={problem ?? download.error} />
    </>
  )
}
