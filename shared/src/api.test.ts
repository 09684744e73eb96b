import { expect, test } from 'vitest'
import { endpoints } from './api'
import type { Endpoint } from './contract'
import { errorTable } from './error-table'
import { fieldSentence } from './field-sentence'

/**
 * POSTs that take no Idempotency-Key, by why the same one again does no harm when its first answer was lost. A new one that
 * makes something is `idempotent`; otherwise it is listed here, under the reason that holds for it.
 */
const without: Record<string, string[]> = {
  'it takes a named record out of a state, on the condition that it is in it: again it is refused or changes nothing': [
    'people.endOccupancy',
    'imports.confirm imports.undo',
    'identity.decideBinding identity.revokeLetters identity.revokeLetter',
    'files.finishUpload',
    'files.finishMedia',
    'files.finishWorkMedia',
    'billing.publishRun billing.discardRun billing.discardPool billing.endContract billing.confirmBulk billing.discardBulk',
    'billing.confirmReading billing.withdrawReading billing.voidBill billing.cancelMyPrepay billing.cancelPrepay',
    'billing.raiseDispute billing.settleDispute billing.withdrawDispute billing.withdrawVacancy billing.endVacancy',
    'payments.closeOrder payments.revokePayLink payments.closeDeskQr payments.closeDoorQr payments.endMandate',
    'payments.sendBankBatch payments.discardBankBatch payments.closeBankBatch payments.resolveBankProblem',
    'payments.resolveDifference payments.resolveSuspense payments.giveUpRefund payments.seeRefund',
    'invoices.withdrawInvoice invoices.reverseInvoice',
    'opening.discard opening.reverse',
    'finance.closeDay finance.closeTill finance.checkDay finance.closeMonth finance.reverseExpense',
    'dunning.finishTask dunning.recordDelivery',
    'complaints.accept complaints.assign complaints.answer complaints.close complaints.publish complaints.unpublish',
    'complaints.rate complaints.reopen complaints.withdraw',
    'repairs.cancelMine repairs.urge repairs.answerQuote repairs.confirm repairs.rate repairs.reopen',
    'repairs.accept repairs.decline repairs.cancel repairs.confirmByPhone repairs.reopenByOffice repairs.merge',
    'visitors.revoke visitors.answer visitors.decide visitors.withdrawPermit visitors.decideWalkIn visitors.answerWalkIn visitors.endLease visitors.freeGate visitors.unban',
    'visitors.seeAlarm',
    'notices.unschedule notices.withdraw notices.remind notices.answer',
    'forum.remove forum.appeal forum.decide forum.takeDown forum.answerAppeal forum.dismiss forum.unmute',
    'repairs.withdrawQuote repairs.pauseByOffice repairs.resumeByOffice',
  ],
  'it names the version that it changes': [
    'imports.revise imports.correct billing.replaceMeter notices.publish notices.schedule',
  ],
  'it keeps what it is told under a name of its own: the same again is the same': [
    'messages.markRead messages.recordGrants messages.recordStaffGrants messages.markCalled',
    'billing.saveReadings billing.correctReading',
    'payments.saveMandates payments.startBankResult',
    'invoices.saveTitle invoices.saveMyTitle',
    'finance.saveSettings finance.saveBudget',
    'dunning.switchPlan',
    'complaints.nameConcerned complaints.addPictures',
    'notices.markRead notices.confirm notices.pin notices.markCalled',
    'visitors.takeLease visitors.admit visitors.turnAway visitors.emergency visitors.sync',
    'forum.report',
    'repairs.addMyPictures repairs.addPictures repairs.follow repairs.setResponsibility repairs.setShift',
    'repairs.handOverUnsent billing.handOverReading visitors.handOver',
  ],
  'it works on from where its record stands, under numbers that were given before': [
    'imports.preview billing.redraftRun payments.readBankResult payments.reconcile',
    'payments.retryRefund payments.resendRefund invoices.retryInvoice',
    'payments.checkOrder payments.checkDeskQr payments.checkDoorQr',
    'dunning.refresh exports.runRestore repairs.dispatchWaiting',
  ],
  'a code or number that counts once: again it is refused, or leads to what it led to': [
    'identity.signIn identity.signInOffice identity.verifyPhone identity.findHomes identity.bindHome',
    'identity.signInStaff identity.acceptInvitation identity.openLetter identity.bindByLetter identity.openPoster identity.bindByPoster',
  ],
  'it ends the session that asks': ['identity.signOut identity.signOutOffice'],
  'it shows something and keeps that it was shown: again is another time': [
    'people.reveal parking.revealPlate visitors.scan visitors.open notices.callList',
    'identity.printLink exports.link payments.bankFile invoices.downloadInvoice invoices.downloadMyInvoice',
    'billing.printStatement payments.printReceipt finance.exportVouchers dunning.printEvidence',
  ],
}
const listed = Object.values(without).flatMap(groups => groups.flatMap(group => group.split(' ')))

/** What is wrong with a contract's POSTs and this list. */
function undecided(contract: readonly Pick<Endpoint, 'id' | 'method' | 'idempotent'>[]): string[] {
  const posts = contract.filter(({ method }) => method === 'POST')
  const bare = posts.filter(({ idempotent }) => !idempotent).map(({ id }) => id)
  return [
    ...bare.filter(id => !listed.includes(id)).map(id => `${id}: is it idempotent, or why need it not be?`),
    ...listed.filter(id => !bare.includes(id)).map(id => `${id}: is listed, and needs no reason`),
    ...listed.filter((id, i) => listed.indexOf(id) !== i).map(id => `${id}: is listed twice`),
  ]
}

test('every POST takes an Idempotency-Key, or it is said why not', () => {
  expect(undecided(endpoints)).toEqual([])
})

test('a new one is asked about, and one that takes a key is not', () => {
  const made = { id: 'x.make', method: 'POST' as const }
  expect(undecided([...endpoints, made])).toEqual(['x.make: is it idempotent, or why need it not be?'])
  expect(undecided([...endpoints, { ...made, idempotent: true }])).toEqual([])
})

/** What somebody may put where anything else is asked for. */
const wrongValues = [undefined, null, '', ' ', 'x'.repeat(100_000), -1, 0.5, 1e300, Number.NaN, true, [], [[]], {}]
const spoken = /^[^A-Za-z]*\p{Script=Han}[^A-Za-z]*$/u

test.each(endpoints.map(endpoint => [endpoint.id, endpoint] as const))(
  '%s: what is wrong is told in Chinese',
  (_, { input }) => {
    const said = new Set<string>()
    for (const value of wrongValues) {
      const wrong = Object.fromEntries([...Object.keys(input.shape), 'unknown'].map(name => [name, value]))
      for (const { message } of input.safeParse(wrong, { error: fieldSentence }).error?.issues ?? []) said.add(message)
    }
    expect([...said].filter(sentence => !spoken.test(sentence.replace(/ [MG]B/, '')))).toEqual([])
  },
)

test('every refusal is told in Chinese', () => {
  const said = Object.values(errorTable).map(([, sentence]) => sentence)
  expect(said.filter(sentence => !/^\p{Script=Han}/u.test(sentence))).toEqual([])
})

test.each([
  'identity.acceptInvitation name',
  'identity.requestBinding name',
  'identity.requestBinding note',
  'identity.inviteStaff name',
  'identity.decideBinding reason',
  'people.update name',
  'people.reveal reason',
  'communities.update name',
  'billing.voidBill reason',
  'billing.askQuestion text',
  'billing.askVacancy reason',
  'payments.collect paidBy',
])('%s: nothing in it is hidden from who reads it', place => {
  const [id, field = ''] = place.split(' ')
  const found = endpoints.find(endpoint => endpoint.id === id)
  const issues = found?.input.safeParse({ [field]: '付款\u202e多少' }).error?.issues ?? []
  expect(issues.filter(({ path }) => path[0] === field).map(({ message }) => message)).toEqual([
    expect.stringContaining('看不见的字符'),
  ])
})

test('a version may be a moment in ms, and none is the last of all numbers', () => {
  const versioned = endpoints.filter(({ input, method }) => method !== 'GET' && 'version' in input.shape)
  const taking = (version: number) =>
    versioned.filter(({ input }) => {
      const issues = input.safeParse({ version }).error?.issues ?? []
      return !issues.some(({ path }) => path[0] === 'version')
    })
  expect(taking(Date.parse('2099-12-31T00:00:00Z'))).toEqual(versioned)
  expect(taking(Number.MAX_SAFE_INTEGER).map(({ id }) => id)).toEqual([])
})
