import { exportsApi } from '@linli/shared/exports/api'
import type { Export, ExportState } from '@linli/shared/exports/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { count, dateTime, now } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { CommunityExport } from './community-export'
import { CommunityRestore, RestoreAgain } from './community-restore'
import { hasGoneQuiet } from './gone-quiet'
import { exportStateNames, exportWords as words } from './words'

const tones: Record<ExportState, Tone> = {
  uploading: 'closed',
  waiting: 'info',
  working: 'info',
  ready: 'ok',
  failed: 'danger',
  expired: 'closed',
}
const isUnderWay = ({ state }: Export) => state === 'waiting' || state === 'working'

/** One's own exports with their progress and files; a whole community goes out and comes back from here. */
export function ExportList() {
  const { communityId, can } = usePlace()
  const exports = usePages(exportsApi.list, { communityId }, { pollWhile: isUnderWay })
  const [opened, setOpened] = useState<'whole' | 'restore'>()
  const [again, setAgain] = useState<Export>()
  const link = useWrite(exportsApi.link, { refreshes: ['audit.'], onDone: ({ url }) => window.location.assign(url) })
  return (
    <Page
      title={shared.pages.exports}
      line={words.line}
      actions={
        can('exports:community') && (
          <>
            <Button onClick={() => setOpened('restore')}>{words.restore.button}</Button>
            <Button type="primary" onClick={() => setOpened('whole')}>
              {words.whole.button}
            </Button>
          </>
        )
      }
    >
      <Refusal error={link.error} />
      <PagedTable
        caption={words.caption}
        query={exports}
        exports={false}
        rowKey={each => each.exportId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.what, cell: each => <What of={each} /> },
          {
            title: words.columns.state,
            cell: ({ state }) => <Tag tone={tones[state]}>{exportStateNames[state]}</Tag>,
          },
          { title: words.columns.rows, cell: each => count(each.rows), figure: true },
          {
            title: words.columns.size,
            cell: ({ bytes }) => (bytes === undefined ? kitWords.none : words.size(bytes)),
            figure: true,
            wide: true,
          },
          { title: words.columns.at, cell: each => dateTime(each.createdAt), figure: true },
          {
            title: words.columns.until,
            cell: ({ state, expiresAt }) => (state === 'ready' && expiresAt ? dateTime(expiresAt) : kitWords.none),
            figure: true,
            wide: true,
          },
          {
            title: words.columns.action,
            cell: each => (
              <Action
                of={each}
                busy={link.isPending}
                fetchFile={() => link.mutate({ communityId, exportId: each.exportId })}
                again={() => setAgain(each)}
              />
            ),
          },
        ]}
      />
      <CommunityExport open={opened === 'whole'} close={() => setOpened(undefined)} />
      <CommunityRestore open={opened === 'restore'} close={() => setOpened(undefined)} />
      <RestoreAgain of={again} close={() => setAgain(undefined)} />
    </Page>
  )
}

function What({ of: each }: { of: Export }) {
  const { title, filters, problem, restored, fileName, kind } = each
  return (
    <>
      {restored ? words.restore.done(restored.name) : title}
      {(filters ?? (kind === 'restore' ? fileName : undefined)) && <span className="hint"> {filters ?? fileName}</span>}
      {problem && <div className="field-wrong">{problem}</div>}
      {hasGoneQuiet(each, now()) && <div className="field-wrong">{words.restore.quiet}</div>}
      {restored?.notes.map(note => (
        <div key={note} className="hint small">
          {note}
        </div>
      ))}
    </>
  )
}

type ActionProps = { of: Export; busy: boolean; fetchFile: () => void; again: () => void }

function Action({ of: each, busy, fetchFile, again }: ActionProps) {
  const { kind, state, restored } = each
  if (restored) return <a href={`/admin/c/${restored.communityId}/`}>{words.restore.open}</a>
  const isQuiet = hasGoneQuiet(each, now())
  if (isQuiet || (kind === 'restore' && (state === 'failed' || state === 'uploading')))
    return (
      <Button size="small" onClick={again}>
        {isQuiet ? words.restore.goOn : words.again}
      </Button>
    )
  if (kind === 'restore' || state !== 'ready') return kitWords.none
  return (
    <Button size="small" disabled={busy} onClick={fetchFile}>
      {words.download}
    </Button>
  )
}
