import { type Import, importsApi } from '@linli/shared/imports/api'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Banner, Refusal } from '../kit/banner'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { UnderWay } from '../kit/under-way'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { FilePicker } from './file-picker'
import { isUnderWay } from './import-list'
import { useImportMoved } from './import-moved'
import { ImportSteps } from './import-steps'
import { ImportUndo, UndoRefused } from './import-undo'
import { importWords as words } from './words'
import { kindsText, pagesAfter } from './writing'

/** One import, at whatever point it is; opening it again later continues there. */
export function ImportShow() {
  const { communityId } = usePlace()
  const { importId = '' } = useParams()
  const query = useRead(importsApi.get, { communityId, importId }, { pollWhile: isUnderWay })
  return (
    <Page
      title={query.data?.fileName ?? shared.pages.imports}
      line={<Link to={`/c/${communityId}/imports`}>{words.back}</Link>}
      actions={query.data?.state === 'imported' && <ImportUndo data={query.data} />}
    >
      {query.data ? (
        <Stage data={query.data} />
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton />}</Card>
      )}
    </Page>
  )
}

function Stage({ data }: { data: Import }) {
  const { progress } = data
  const moved = useImportMoved()
  const isMoving = isUnderWay(data)
  useEffect(() => {
    if (isMoving) moved(data)
  }, [isMoving, moved, data])
  const text = words.progress(progress)
  switch (data.state) {
    case 'uploading':
      return (
        <>
          <Card children={<State {...words.unfinished} />} />
          <FilePicker />
        </>
      )
    case 'reading':
      return (
        <UnderWay
          title={words.reading}
          line={words.readingLine}
          progress={progress}
          text={words.readingLeft(progress)}
        />
      )
    case 'importing':
      return (
        <>
          <UnderWay title={words.importing} line={words.importingLine} progress={progress} text={text} />
          <div>
            <ImportUndo data={data} label={words.giveUp} line={words.giveUpLine} />
          </div>
        </>
      )
    case 'undoing':
      return <UnderWay title={words.undoing} line={words.undoingLine} progress={progress} text={text} />
    case 'undone':
      return <Undone data={data} />
    case 'previewed':
      return (
        <>
          {data.problem && (
            <Banner tone="due">
              {data.counts.ready > 0 && <strong>{words.rolledBack}</strong>}
              <p>{data.problem}</p>
            </Banner>
          )}
          <ImportSteps key={data.importId} data={data} />
        </>
      )
    case 'imported':
      return (
        <>
          <Done data={data} />
          {data.problem && <UndoRefused data={data} />}
          <ImportSteps data={data} />
        </>
      )
    case 'failed':
      return (
        <>
          <Banner tone="danger">
            {words.failedHead}
            {data.problem && <p>{data.problem}</p>}
          </Banner>
          <FilePicker label={words.chooseAgain} />
        </>
      )
  }
}

function Done({ data }: { data: Import }) {
  const { communityId } = usePlace()
  const { importId, counts } = data
  const detail = useRead(importsApi.detail, { communityId, importId })
  const left = counts.bad + counts.duplicate
  return (
    <Banner
      tone="ok"
      action={
        <span className="bar">
          {pagesAfter(detail.data?.byKind ?? []).map(page => (
            <Link key={page} to={`/c/${communityId}/${page}`}>
              {words.go(shared.pages[page])}
            </Link>
          ))}
        </span>
      }
    >
      <strong>{words.done(detail.data ? ` ${kindsText(detail.data.byKind)}` : '')}</strong>
      {left > 0 && <p>{words.doneLine(left)}</p>}
    </Banner>
  )
}

function Undone({ data }: { data: Import }) {
  const { communityId } = usePlace()
  const preview = useWrite(importsApi.preview, { refreshes: ['imports.list'], onDone: useImportMoved() })
  return (
    <>
      <Banner
        tone="info"
        action={
          <Button disabled={preview.isPending} onClick={() => preview.mutate({ communityId, importId: data.importId })}>
            {words.readAgain}
          </Button>
        }
      >
        <strong>{words.undone}</strong>
        <p>{words.undoneLine}</p>
      </Banner>
      <Refusal error={preview.error} />
    </>
  )
}
