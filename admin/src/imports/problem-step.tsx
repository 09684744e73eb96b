import { importsApi } from '@linli/shared/imports/api'
import type { ImportDetail, ShownProblem } from '@linli/shared/imports/detail'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { usePages, useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { FileButton, FileProgress, useFile } from './file-field'
import { useImportMoved } from './import-moved'
import { ProblemCell } from './problem-cell'
import { ProblemRow } from './problem-row'
import type { RuleDraft } from './rule-draft'
import { RuleForm } from './rule-form'
import { uploadCorrection } from './upload-file'
import { problemWords as words } from './words'

type Props = { detail: ImportDetail; canEdit: boolean }
const severities = ['error', 'warning'] as const

/** Each row that does not go in, with its reason, to be corrected here or in a file of these rows alone. */
export function ProblemStep({ detail, canEdit }: Props) {
  const { communityId } = usePlace()
  const { importId } = detail
  const url = useUrlState()
  const severity = url.get('show') === 'warning' ? 'warning' : 'error'
  const problems = usePages(importsApi.problems, { communityId, importId, severity })
  const rules = useRead(importsApi.listRules, { communityId })
  const [draft, setDraft] = useState<RuleDraft>()
  const hasSheets = new Set(detail.tables.map(({ sheet }) => sheet)).size > 1
  return (
    <div className="stack">
      <p className="hint">{canEdit ? words.line : words.shown}</p>
      <div className="bar">
        <Segmented
          className="bar-segment"
          aria-label={words.severityLabel}
          value={severity}
          options={severities.map(value => ({ value, label: words.show[value] }))}
          onChange={value => url.set({ show: value === 'error' ? undefined : value }, { replace: true })}
        />
        {detail.corrected > 0 && <span className="hint">{words.corrected(detail.corrected)}</span>}
        <span className="bar-space" />
      </div>
      {severity === 'error' && <Rows importId={importId} canEdit={canEdit} />}
      <PagedTable
        caption={words.show[severity]}
        query={problems}
        plain
        exports={false}
        sticky={false}
        rowKey={problem => `${problem.sheet} ${problem.row} ${problem.column} ${problem.index} ${problem.code}`}
        empty={<State {...(severity === 'error' ? words.noErrors : words.noWarnings)} />}
        columns={[
          ...(hasSheets ? [{ title: words.columns.sheet, cell: ({ sheet }: ShownProblem) => sheet }] : []),
          { title: words.columns.row, cell: problem => problem.row, figure: true },
          {
            title: words.columns.column,
            cell: problem => <span className="figure">{problem.column || words.wholeRow}</span>,
          },
          {
            title: words.columns.value,
            cell: problem => (
              <ProblemCell importId={importId} problem={problem} canEdit={canEdit} everywhere={setDraft} />
            ),
          },
          { title: words.columns.reason, cell: problem => problem.reason },
          ...(canEdit && severity === 'error'
            ? [
                {
                  title: words.columns.leave,
                  cell: (problem: ShownProblem) => (
                    <ProblemRow importId={importId} problem={problem} indexes={columnsOf(detail, problem.sheet)} />
                  ),
                },
              ]
            : []),
        ]}
      />
      <RuleForm draft={draft} rules={rules.data?.items ?? []} close={() => setDraft(undefined)} />
    </div>
  )
}

const columnsOf = ({ tables }: ImportDetail, of: string): number[] => [
  ...new Set(tables.filter(({ sheet }) => sheet === of).flatMap(({ columns }) => columns.map(({ index }) => index))),
]

/** The rows as a file: out, and corrected in again. */
function Rows({ importId, canEdit }: { importId: string; canEdit: boolean }) {
  const { communityId } = usePlace()
  const moved = useImportMoved()
  const download = useWrite(importsApi.problemFile, {
    refreshes: [],
    onDone: ({ url }) => window.location.assign(url),
  })
  const file = useFile(async (chosen, onStep) => {
    moved(await uploadCorrection({ communityId, importId }, chosen, onStep))
  })
  return (
    <div className="stack-small">
      <div className="bar">
        <Button disabled={download.isPending} onClick={() => download.mutate({ communityId, importId })}>
          {words.download}
        </Button>
        {canEdit && <FileButton label={words.upload} {...file} />}
        {canEdit && <span className="hint">{words.uploadHint}</span>}
      </div>
      <FileProgress {...file} />
      <Refusal error={download.error} />
    </div>
  )
}
