// What leaves the stack as it was deployed, all at once: each of these tests spends most of its time waiting.
import { describe } from 'vitest';
import { announcesNewClaims } from './change-feed.ts';
import { changesNothingTwice, endsSamplesAsDescribed, losesNoneOfMany } from './documents.ts';
import { firesAtItsTime } from './schedule.ts';
import { isFoundInOrder, isMissed } from './status.ts';

describe.concurrent('as it was deployed', () => {
  // The longest wait first.
  firesAtItsTime();
  endsSamplesAsDescribed();
  losesNoneOfMany();
  changesNothingTwice();
  announcesNewClaims();
  isFoundInOrder();
  isMissed();
});
