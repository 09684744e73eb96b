import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { joinChild } from './infra/build/join-child'

/**
 * Two cores: one worker more than that only makes the timed-out test look guilty. The time limits below end what hangs;
 * what is only slow, beside other steps or on a machine that others use too, stays far within them.
 */
const maxWorkers = 2

const simulated = 'e2e/weapp/simulate*.test.ts'

/** Bytes and memory know no zone: where only the zone is another, they need not be read again. */
const bytes = ['**/read-workbook.test.ts', '**/reading-memory.test.ts']
/**
 * More than half of the unit tests' time: bytes, 100,000 cases of the oracle, real bundles, keys made anew, a large
 * ledger, what the checks themselves are made of. `npm test` has them.
 */
const long = [
  ...bytes,
  'shared/src/billing/oracle.test.ts',
  'functions/src/payments/alipay.test.ts',
  'infra/{bench,build}/{arguments,bundle,deployment,dispatch,import-match}.test.ts',
  'infra/check/{cloudformation,steps}.test.ts',
  '**/imports/shuffle.test.ts',
]
const leftOut = process.env.LINLI_QUICK ? long : process.env.LINLI_ZONE ? bytes : []

/** Their size does not tell that these take longest; one that begins last is waited for by a worker with nothing to do. */
const longest = /(office-model|records|service-model|community-export|revise)\.engine|demo-journey|office-(pages|desk)/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

/** What the product starts by its name is started as it is deployed: as one script. */
const plugins = [{ name: 'join-child', enforce: 'pre' as const, transform: joinChild() }]

export default defineConfig({
  test: {
    maxWorkers,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins,
        define: {
          LINLI_NAMES_ALIPAY: 'true',
          LINLI_HOST: '"微信"',
          LINLI_OTHER_ZONE: String(process.env.LINLI_ZONE !== undefined),
        },
        test: {
          name: 'unit',
          include: [
            'shared/src/**/*.test.ts',
            'functions/src/**/*.test.ts',
            'infra/{bench,build,check,ledger,simulate}/**/*.test.ts',
            'miniprogram/src/**/*.test.{ts,tsx}',
            'admin/src/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/*.engine.test.ts', ...leftOut],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Rules and shapes change nothing outside themselves: loading each module once for all files is half the time.
          isolate: false,
        },
      },
      {
        plugins,
        test: {
          name: 'engine',
          include: [
            'functions/**/*.engine.test.ts',
            'functions/{test,entries}/**/*.test.ts',
            'infra/local/**/*.test.ts',
          ],
          globalSetup: ['functions/test/engine.ts'],
          setupFiles: ['functions/test/lane.ts'],
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // Each worker has a table of its own, loads each module once, and runs one file after another.
          isolate: false,
        },
      },
      {
        plugins,
        test: {
          name: 'weapp',
          include: ['e2e/weapp/**/*.test.ts'],
          exclude: [simulated],
          globalSetup: ['e2e/weapp/sample-estate.ts'],
          testTimeout: 240_000,
          hookTimeout: 360_000,
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // The simulator takes the whole window: each page has a process of its own.
          name: 'weapp-simulated',
          include: [simulated],
          testTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        plugins,
        test: {
          name: 'browser',
          include: ['e2e/browser/**/*.test.ts'],
          globalSetup: ['e2e/weapp/sample-estate.ts'],
          testTimeout: 600_000,
          hookTimeout: 360_000,
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
