import { type Import, importsApi } from '@linli/shared/imports/api'
import { Link, useParams } from 'react-router'
import { Banner } from '../kit/banner'
import { count } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { UnderWay } from '../kit/under-way'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { FilePicker } from './file-picker'
import { isUnderWay } from './import-list'
import { ImportPreview } from './import-preview'
import { importWords as words } from './words'

/** One import, at whatever point it is; opening it again later continues there. */
export function ImportShow() {
  const { communityId } = usePlace()
  const { importId = '' } = useParams()
  const query = useRead(importsApi.get, { communityId, importId }, { pollWhile: isUnderWay })
  return (
    <Page
      title={query.data?.fileName ?? shared.pages.imports}
      line={<Link to={`/c/${communityId}/imports`}>{words.back}</Link>}
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
  const text = words.progress(progress.done, progress.total)
  switch (data.state) {
    case 'uploading':
      return (
        <>
          <Card children={<State {...words.unfinished} />} />
          <FilePicker />
        </>
      )
    case 'reading':
      return <UnderWay title={words.reading} line={words.readingLine} progress={progress} text={text} />
    case 'importing':
      return <UnderWay title={words.importing} line={words.importingLine} progress={progress} text={text} />
    case 'undoing':
      return <UnderWay title={words.undoing} line={words.undoingLine} progress={progress} text={text} />
    case 'undone':
    case 'previewed':
      return <ImportPreview data={data} />
    case 'imported':
      return (
        <>
          <Done data={data} />
          <ImportPreview data={data} />
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
  const { communityId, can } = usePlace()
  return (
    <Banner
      tone="ok"
      action={
        <span className="bar">
          <Link to={`/c/${communityId}/rooms`}>{words.toRooms}</Link>
          {can('billing:configure') && <Link to={`/c/${communityId}/fees`}>{words.toFees}</Link>}
        </span>
      }
    >
      <strong>{words.done(data.counts.ready)}</strong>
      {data.counts.bad + data.counts.duplicate > 0 && (
        <p>
          {words.doneLine}（{count(data.counts.bad + data.counts.duplicate)}）
        </p>
      )}
    </Banner>
  )
}
