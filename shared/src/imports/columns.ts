import { headerMeaning } from './header-meaning'
import { RoomField } from './schema'

/** What a header of a room table means. */
export function fieldOfHeader(text: string): RoomField | undefined {
  const meaning = headerMeaning('rooms', text)
  return meaning && !meaning.guessed ? RoomField.safeParse(meaning.field).data : undefined
}
