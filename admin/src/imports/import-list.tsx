import { type Import, importsApi } from '@linli/shared/imports/api'
import { type ImportState, importStateNames } from '@linli/shared/imports/detail'
import { useNavigate } from 'react-router'
import { count, dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { FilePicker } from './file-picker'
import { importWords as words } from './words'

const tones: Record<ImportState, Tone> = {
  uploading: 'closed',
  reading: 'info',
  previewed: 'due',
  importing: 'info',
  imported: 'ok',
  undoing: 'info',
  undone: 'closed',
  failed: 'danger',
}

/** The server reads or writes. */
export const isUnderWay = ({ state }: Import) => state === 'reading' || state === 'importing' || state === 'undoing'

export function ImportList() {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const imports = usePages(importsApi.list, { communityId }, { pollWhile: isUnderWay })
  return (
    <Page title={shared.pages.imports} line={words.line}>
      <FilePicker />
      <h2>{words.history}</h2>
      <PagedTable
        caption={words.history}
        query={imports}
        rowKey={row => row.importId}
        open={row => void navigate(row.importId)}
        empty={<State {...words.noHistory} />}
        columns={[
          { title: words.historyColumns.file, cell: row => row.fileName },
          {
            title: words.historyColumns.state,
            cell: row => <Tag tone={tones[row.state]}>{importStateNames[row.state]}</Tag>,
          },
          { title: words.historyColumns.ready, cell: row => count(row.counts.ready), figure: true },
          {
            title: words.historyColumns.bad,
            cell: row => count(row.counts.bad + row.counts.duplicate),
            figure: true,
          },
          { title: words.historyColumns.undo, cell: undoState },
          { title: words.historyColumns.by, cell: row => row.createdBy },
          { title: words.historyColumns.at, cell: row => dateTime(row.createdAt), figure: true },
        ]}
      />
    </Page>
  )
}

function undoState({ state, problem, keptBy }: Import) {
  if (state !== 'imported') return <span className="hint">{words.undoStates.none}</span>
  if (keptBy) return <span className="hint">{words.undoStates.kept(keptBy)}</span>
  return problem ? <Tag tone="due">{words.undoStates.refused}</Tag> : words.undoStates.canUndo
}
