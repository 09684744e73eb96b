import { alipayTab } from './alipay'
import { openClock } from './clock'
import { faultsTab } from './faults'
import { officeFrame } from './frames'
import { lettersTab } from './letters'
import { messagesTab } from './messages'
import { moneyTab } from './money'
import { openPanel } from './panel'
import { peopleTab } from './people'
import { openPhone } from './phone'
import { keepAsking, onState, onTick } from './watch'

const phone = openPhone('owner')
const field = openPhone('staff')
const office = officeFrame()
openClock()
onState(state => {
  phone.update(state)
  field.update(state)
  office.update(state.pages.admin, '/admin/')
})
const panel = openPanel([
  peopleTab(phone, field),
  moneyTab(),
  alipayTab(),
  messagesTab(),
  lettersTab(phone),
  faultsTab(),
])
onTick(() => panel.refreshOpen())
await keepAsking()
