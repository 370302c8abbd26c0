// Conditional writes to DynamoDB, where a condition that fails is an answer and no error.
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Makes a conditional write; false when its condition fails. */
export async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
