/** One row of a state machine's table: from where to where, by whom, on which named conditions. */
export type Row<State extends string, Actor extends string, Guard extends string> = {
  from: readonly State[]
  to: State | 'same'
  by: readonly Actor[]
  guards?: readonly Guard[]
}

export type Answer<State extends string, Guard extends string> =
  | { ok: true; to: State }
  | { ok: false; because: 'actor' | 'state' }
  | { ok: false; because: 'guard'; guard: Guard }

/** Whether people who are `actors` may go this way from `state`: who comes first, then the state, then the conditions. */
export function answerOf<State extends string, Actor extends string, Guard extends string>(
  row: Row<State, Actor, Guard>,
  state: State,
  actors: readonly Actor[],
  holds: (guard: Guard) => boolean,
): Answer<State, Guard> {
  if (!row.by.some(actor => actors.includes(actor))) return { ok: false, because: 'actor' }
  if (!row.from.includes(state)) return { ok: false, because: 'state' }
  const failed = row.guards?.find(guard => !holds(guard))
  if (failed !== undefined) return { ok: false, because: 'guard', guard: failed }
  return { ok: true, to: row.to === 'same' ? state : row.to }
}
