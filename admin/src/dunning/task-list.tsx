import { dunningApi } from '@linli/shared/dunning/api'
import type { DunningTask } from '@linli/shared/dunning/schema'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { today } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { dunningWords as words } from './words'

/** What somebody promised to do about arrears: the first to be due first, or what came of those that are done. */
export function TaskList() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const url = useUrlState()
  const show = url.get('view') === 'done' ? 'done' : 'open'
  const tasks = usePages(dunningApi.listTasks, { communityId, show })
  const [finishing, setFinishing] = useState<DunningTask>()
  const finish = useWrite(dunningApi.finishTask, {
    refreshes: ['dunning.', 'insight.', 'audit.'],
    onDone: () => {
      toast(words.finished)
      setFinishing(undefined)
    },
  })
  const { taskColumns: columns } = words
  return (
    <>
      <Segmented
        aria-label={words.taskCaption}
        className="bar-segment"
        value={show}
        options={[
          { value: 'open', label: words.taskTabs.open },
          { value: 'done', label: words.taskTabs.done },
        ]}
        onChange={next => url.set({ view: next === 'done' ? next : undefined })}
      />
      <PagedTable<DunningTask>
        caption={words.taskCaption}
        query={tasks}
        rowKey={task => task.taskId}
        open={task => url.set({ show: `${task.object.id}.${task.debtId}` })}
        empty={<State {...words.noTasks} />}
        columns={[
          { title: columns.room, cell: task => task.object.code },
          { title: columns.payer, cell: task => task.payerName },
          { title: columns.what, cell: task => task.what },
          { title: columns.who, cell: task => task.who },
          { title: columns.until, cell: untilOf, figure: true },
          {
            title: columns.result,
            cell: task =>
              task.state === 'open' && can('dunning:act') ? (
                <Button size="small" onClick={() => setFinishing(task)}>
                  {words.finish}
                </Button>
              ) : (
                (task.result ?? kitWords.none)
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={finishing ? words.finishTitle(finishing.object.code) : ''}
        open={finishing !== undefined}
        close={() => setFinishing(undefined)}
        action={words.finishAction}
        needsReason
        asked={words.finishAsked}
        busy={finish.isPending}
        error={finish.error}
        confirm={result => finishing && finish.mutate({ communityId, taskId: finishing.taskId, result })}
      />
    </>
  )
}

const untilOf = ({ until, state }: DunningTask) =>
  state === 'open' && until < today() ? <Tag tone="danger">{until}</Tag> : until
