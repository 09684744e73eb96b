import { expect, test } from 'vitest'
import { readArguments } from './arguments'

test('what is not given has its standard', () => {
  expect(readArguments([], {})).toEqual({ fresh: false, port: 8620, rooms: 300, web: true })
})

test('every flag is taken', () => {
  const args = ['--fresh', '--port', '9000', '--rooms=1000', '--no-web', '--gateways', 'mine.json']
  expect(readArguments(args, {})).toEqual({ fresh: true, port: 9000, rooms: 1000, web: false, gateways: 'mine.json' })
})

test.each(['fresh', 'port', 'rooms', 'web', 'gateways', 'json'])('--%s that npm swallowed is noticed', name => {
  expect(() => readArguments([], { [`npm_config_${name}`]: '' })).toThrow(`npm took --${name} for itself: put --`)
})

test.each([
  [['--port', '0'], '--port must be a whole number from 1 to 65535'],
  [['--port', '80x'], '--port must be a whole number'],
  [['--rooms', '7'], '--rooms must be a whole number from 8 to 100000'],
  [['--rooms', '1.5'], '--rooms must be a whole number'],
  [['--speed'], "Unknown option '--speed'"],
  [['now'], 'npm start -- [--fresh]'],
])('%j is refused with the right line', (args, sentence) => {
  expect(() => readArguments(args, {})).toThrow(sentence)
})
