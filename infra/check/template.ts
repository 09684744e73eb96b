import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { domains } from '@linli/shared/domains'
import { Template, templateProblems } from './cloudformation'
import { check } from './report'
import { root } from './repository'
import { sampleEnvironment } from './sample-environment'
import { ruleProblems } from './template-rules'

/** The CloudFormation template as `osls package` writes it. Needs the bundles in functions/dist. */
export function packageTemplate(): Template {
  const folder = mkdtempSync(join(tmpdir(), 'linli-template-'))
  try {
    const osls = join(root, 'node_modules/osls/bin/serverless.js')
    execFileSync(process.execPath, [osls, 'package', '--package', folder], {
      cwd: root,
      env: { ...process.env, ...sampleEnvironment },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const text = readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8')
    return Template.parse(JSON.parse(text))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await check(import.meta.url, 'template', async () => {
  const template = packageTemplate()
  return [...(await templateProblems(template)), ...ruleProblems(template, domains)]
})
