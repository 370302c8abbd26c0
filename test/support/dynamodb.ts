// Whether this platform has the embedded DynamoDB; tests that need it skip, saying so, where it has not.
import { dynamoDbBinary } from '../../cli/local/dynamodb.ts';

export const hasDynamoDb = (() => {
  try {
    dynamoDbBinary();
    return true;
  } catch (error) {
    process.stderr.write(`skipped: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
})();
