import type { Print, PrintState } from '@linli/shared/identity/letter-schema'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Refusal } from '../kit/banner'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { joinedWords as words } from './joined-words'

const tones: Record<PrintState, Tone> = {
  waiting: 'info',
  working: 'info',
  ready: 'ok',
  failed: 'danger',
  revoked: 'closed',
  expired: 'closed',
}

const isUnderWay = ({ state }: Print) => state === 'waiting' || state === 'working'

/** What was printed: progress while it is made, then the file by a private link. */
export function PrintList() {
  const { communityId } = usePlace()
  const prints = usePages(joiningApi.listPrints, { communityId }, { pollWhile: isUnderWay })
  const client = useQueryClient()
  const atWork = prints.data?.pages.some(({ items }) => items.some(isUnderWay)) ?? false
  useEffect(() => {
    // What is done shows in the building's line too.
    if (!atWork) void client.invalidateQueries({ queryKey: ['identity.listJoined'] })
  }, [atWork, client])
  const link = useWrite(joiningApi.printLink, {
    refreshes: [],
    onDone: ({ url }) => window.location.assign(url),
  })
  return (
    <>
      <Refusal error={link.error} />
      <PagedTable
        caption={words.printsCaption}
        query={prints}
        exports={false}
        rowKey={print => print.printId}
        empty={<State {...words.noPrints} />}
        columns={[
          { title: words.printColumns.what, cell: words.what },
          { title: words.printColumns.layout, cell: print => words.layouts[print.layout] },
          {
            title: words.printColumns.state,
            cell: print => (
              <span>
                <Tag tone={tones[print.state]}>{words.states[print.state]}</Tag>
                {print.problem && <span className="hint small"> {print.problem}</span>}
              </span>
            ),
          },
          {
            title: words.printColumns.homes,
            cell: print =>
              print.kind === 'letters' && print.progress.total > 0
                ? words.progress(print.progress.done, print.progress.total)
                : '',
            figure: true,
          },
          { title: words.printColumns.until, cell: print => dateTime(print.expiresAt), figure: true },
          { title: words.printColumns.by, cell: print => print.createdBy, wide: true },
          {
            title: words.printColumns.file,
            cell: ({ state, printId }) =>
              state === 'ready' && (
                <Button disabled={link.isPending} onClick={() => link.mutate({ communityId, printId })}>
                  {words.open}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
