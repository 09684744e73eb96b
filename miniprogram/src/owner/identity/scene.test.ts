import { expect, test, vi } from 'vitest'

vi.mock('@tarojs/taro', () => ({ useRouter: () => ({ params: {} }) }))
const { sceneIn, sceneUrl } = await import('./scene')

const letter = '7K3M9PABCDEFGHJK012345'
const poster = '7K3M9P01ARZ3NDEKTSV4RRFFQ69G5F'.padEnd(32, '0')

test('a scene is found in the page of a code, encoded or not, and in nothing else', () => {
  expect(sceneIn(`identity/letter/index?scene=${letter}`)).toBe(letter)
  expect(sceneIn(`scene=${encodeURIComponent(letter)}`)).toBe(letter)
  expect(sceneIn('identity/invitation/index?code=abcdefghijklmnopqrstuvwx')).toBeUndefined()
  expect(sceneIn('scene=short')).toBeUndefined()
})

test('a letter leads to its page, a poster to its own', () => {
  expect(sceneUrl(letter)).toBe(`/identity/letter/index?scene=${letter}`)
  expect(sceneUrl(poster)).toBe(`/identity/poster/index?scene=${poster}`)
})
