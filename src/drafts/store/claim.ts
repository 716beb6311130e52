/** What another window has done to a draft, or is doing: `gone` is saved or discarded, `busy` is being sent. */
export type Elsewhere = 'gone' | 'changed' | 'busy';

export type Claim = 'claimed' | Elsewhere;
