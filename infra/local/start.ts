import { readArguments } from './arguments'
import { endWith } from './process-end'

/** `npm start`: a wrong flag is told before the stack's many modules are even loaded. */
try {
  const options = readArguments(process.argv.slice(2), process.env)
  // Loading them takes some seconds the first time.
  process.stdout.write('正在启动…\n')
  const { runStart } = await import('./run-start')
  await runStart(options)
} catch (error) {
  endWith(error)
}
