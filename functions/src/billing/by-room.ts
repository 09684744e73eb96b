/** What belongs to each room, rooms in the order met. */
export function byRoom<T>(all: readonly T[], roomIdOf: (each: T) => string): Map<string, T[]> {
  const rooms = new Map<string, T[]>()
  for (const each of all) {
    const own = rooms.get(roomIdOf(each))
    if (own) own.push(each)
    else rooms.set(roomIdOf(each), [each])
  }
  return rooms
}
