import type { InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { Page } from '../kit/page'
import { Failed, State } from '../kit/state'
import { words as shared } from '../words'
import { DeskBills } from './desk-bills'
import { DeskDone } from './desk-done'
import { DeskMoney } from './desk-money'
import { DeskSearch } from './desk-search'
import { deskWords as words } from './desk-words'
import './desk.css'
import { useDesk } from './use-desk'

/** 收费台: a room, its bills, the money, the receipt; by keyboard alone where that is quicker. */
export function DeskPage() {
  const desk = useDesk()
  const search = useRef<InputRef>(null)
  const first = useRef<InputRef>(null)
  const shown = desk.rooms.length
  useEffect(() => {
    if (shown > 0) first.current?.focus()
  }, [shown])
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => event.key === 'F2' && search.current?.focus()
    window.addEventListener('keydown', toSearch)
    return () => window.removeEventListener('keydown', toSearch)
  }, [])
  return (
    <Page title={shared.pages.desk} line={words.line}>
      <DeskSearch field={search} pick={desk.pick} />
      {desk.isEmpty ? (
        <State {...words.empty} />
      ) : (
        <div className="desk">
          <div className="stack">
            {desk.reads.map((read, nth) =>
              read.error ? <Failed key={nth} error={read.error} retry={() => void read.refetch()} /> : null,
            )}
            {desk.rooms.map(room => (
              <DeskBills
                key={room.room.roomId}
                room={room}
                taken={desk.taken}
                typed={desk.typed}
                type={desk.type}
                drop={() => desk.drop(room.room.roomId)}
              />
            ))}
            {!desk.done && <p className="hint">{words.addRoom}</p>}
          </div>
          <div className="desk-side">
            {desk.done ? (
              <DeskDone
                order={desk.done}
                next={() => {
                  desk.next()
                  search.current?.focus()
                }}
              />
            ) : (
              <DeskMoney desk={desk} first={first} />
            )}
          </div>
        </div>
      )}
    </Page>
  )
}
