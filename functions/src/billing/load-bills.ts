/** Bills by their rooms and ids, read consistently: what other domains may ask before they take part in a bill's life. */
export { getBills as loadBills, type StoredBill } from './store'
