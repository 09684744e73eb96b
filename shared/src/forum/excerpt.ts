/** About three lines on a phone of 360 px: what a list shows, and so what it carries. */
const mostCharacters = 44

/** The beginning of what somebody wrote, in one piece; no character is cut through. */
export function excerptOf(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters).join('')}…` : characters.join('')
}
