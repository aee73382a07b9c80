/** An item is not what a plan was made against: somebody changed the table besides the syncs of its account. */
export class OutOfStep extends Error {
  override readonly name = 'OutOfStep';
}
