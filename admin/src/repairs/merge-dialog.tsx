import { repairsApi } from '@linli/shared/repairs/api'
import { placeWords } from '@linli/shared/repairs/news'
import { columnOf } from '@linli/shared/repairs/rules'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { kindNames, workStateWords } from '@linli/shared/repairs/words'
import { Button, Modal } from 'antd'
import { Refusal } from '../kit/banner'
import { dateTime } from '../kit/format'
import { Failed, Skeleton, State } from '../kit/state'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { mergeWords as words } from './show-words'
import { actWords } from './words'

/** 合并重复的报修: this order ends, and whoever reported it follows the other one. */
export function MergeDialog({ repair, close }: { repair: OfficeRepair | undefined; close: () => void }) {
  return (
    <Modal
      title={repair && `${actWords.merge.title} ${repair.number}`}
      open={repair !== undefined}
      onCancel={close}
      destroyOnHidden
      footer={<Button onClick={close}>{kitWords.back}</Button>}
    >
      {repair && <Others repair={repair} close={close} />}
    </Modal>
  )
}

/** Only what is in the same home, or in what all share, can be one thing. */
function Others({ repair, close }: { repair: OfficeRepair; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const { place, kind, repairId } = repair
  const filter = place.kind === 'room' ? { roomId: place.roomId } : { kind }
  const list = usePages(repairsApi.list, { communityId, ...filter, limit: 50 })
  const merge = useWrite(repairsApi.merge, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  if (list.isPending) return <Skeleton rows={4} />
  if (list.error) return <Failed error={list.error} retry={list.refetch} />
  const others = (list.data?.pages ?? [])
    .flatMap(page => page.items)
    .filter(each => each.repairId !== repairId && each.place.kind === place.kind)
    .filter(({ state }) => !['done', 'over'].includes(columnOf(state)))
  if (others.length === 0) return <State {...words.none} />
  return (
    <div className="stack">
      <p className="hint">{words.line}</p>
      <ul className="candidates">
        {others.map(each => (
          <li key={each.repairId}>
            <span>
              <strong className="figure">{each.number}</strong>
              <span className="hint small">
                {placeWords(each.place)} {kindNames[each.kind]} · {workStateWords(each)} · {dateTime(each.reportedAt)}
              </span>
              <span className="small">{each.text}</span>
            </span>
            <Button
              disabled={merge.isPending}
              onClick={() => merge.mutate({ communityId, repairId, intoId: each.repairId })}
            >
              {words.into}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal error={merge.error} />
    </div>
  )
}
