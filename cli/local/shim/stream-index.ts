// Repair of dynoxide 1.2: an index for its stream records. To number a record it takes the highest number so far, and without
// an index it looks through all records for it, so that a table with a stream gets slower with every write: a batch of 25
// took 45 ms at 4,000 records and 620 ms at 20,000, and with the index 6 ms at both. Remove when dynoxide makes the index.
import { existsSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * An empty database, deflated, base64: the file that dynoxide 1.2.1 makes at its first start (28 KB, mostly zeros), and in it
 *
 *     CREATE INDEX _stream_records_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER))
 *
 * made by the sqlite3 command. Node 20 has no SQLite, so the index cannot be made here.
 */
const EMPTY_DATABASE =
  'eNrt2u9v0kAYB/AyNmAzk+kbYhaTe7eRTeNifOELo3WrhsiAQVnkhWlKe8BpaVl7RXlJfLGX/l3+L0bf+tIrFDbKz72UfD+hoaXPXZ/eXW+0rH' +
  'KRZ5yShuO2dU6eS3vSxob0hhBJkuJiSUk3tsSyeWs7Ji0Xl54asd30XymZKkrpV+mf916k72/LqT9iEwAAANZD/3EymXl9FOt/YrZJv2ked6ne' +
  '1lxqOK7pafWeZvvtOnUjO1KnZUVWFZIrnCkfydxSpFiI7iSHXK9bVLP1Nj0mp3JFPfTolU9tg44KyRVRr6q8V8rZbCmRyBwdxWqDQt6VJb77aK' +
  'P4yGYyzEmV3+YVEtl5ODie2Mp+v9pKBlVePxomEsl9cjMxUefUqeyQCGaOUielcu5cLtfIB6VG5KpazBVEXedKQT2eKnXTIkRVPqqkUBRLNZ+f' +
  'jqRdavOVIr/Qnqd99hx7WaBNv2qsrTeHNU7vdyxz4f5o7y05nNfSXVGhuSzOEC3NqamJL7mjFp0f7HtihDJTtA3jvUHNEyHZ68t4MrO/H/sRHz' +
  'b1cDSFb5uTfTz8cEbfRnvpVgfPbH7NM1q0rS87UZ1zl9V9MVZN2mA248yxvWWFmh6bCp+OslaKCgc1tYPzuxm/Z8o7uZpXybO5JbpMDB3e69DF' +
  'FVt6nVpzQji3tHEDLIi5Q3J3GjijKUDnfqTNx4c4kE/V3KVyMF24ziyL2U2t7ZjhkBiXKck1raSUtbJyUVUq6ozCHdfpMk90i0iVt1zHb7Y6Pp' +
  '/XBHpzbu95Iv8ONViDGXrQzXOrCM7UsHRvXk0mtWhQgSZS49QYrN6h3UW0KYa7vdLpBLmEc8D07q44uCOu58EfpOj4nbywn2wmMvJ+TBrEhlO+' +
  '7nNnWHZ0nZ+EK1v97dhgHuizsDkcu8Ga4dvG5Dww/HDGPCAu7RUmgK5u+ZFJOpL6xsLUw9ROwpXxvf1ucCOf/iWJFwAAAAAAAACsgYexeDY9fI' +
  'qodakbPC16uTO4//8tiRcAAAAAAAAArIUH8ez25AOA4Pd/aQ8tAwAAAAAAALDOdnD/DwAAAAAAALD28Ps/AAAAAAAAAO7/AQAAAAAAAOD/h///' +
  'BwAAAAAAAFh//wAMODFY';

/** Puts the empty database at `path` unless there is one already; dynoxide goes on from it. */
export function prepareDatabase(path: string): void {
  if (!existsSync(path)) writeFileSync(path, inflateSync(Buffer.from(EMPTY_DATABASE, 'base64')));
}
