// The DynamoDB tables, built from the definitions in shared/pipeline.ts.
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type KeySchema, TABLES, type TableDefinition, type TableName } from '../shared/pipeline.ts';

export interface TablesProps {
  removalPolicy: RemovalPolicy;
}

export class Tables extends Construct {
  readonly byName: Record<TableName, Table>;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    const tables = TABLES.map((definition) => [definition.name, this.table(definition, props.removalPolicy)] as const);
    this.byName = Object.fromEntries(tables) as Record<TableName, Table>;
  }

  private table(definition: TableDefinition, removalPolicy: RemovalPolicy): Table {
    const table = new Table(this, definition.name, {
      ...keyAttributes(definition.key),
      // Uploads come in bursts and nights are quiet; nobody has to guess a capacity.
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // The account's own key for DynamoDB: its use is in CloudTrail, and it has no monthly price.
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      ...(definition.timeToLive === null ? {} : { timeToLiveAttribute: definition.timeToLive }),
      // Both images: a consumer tells a changed claim from a replayed write only by comparing them.
      ...(definition.stream ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
    });
    for (const index of definition.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        ...keyAttributes(index.key),
        ...(index.projection === 'KEYS_ONLY'
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.projection] }),
      });
    }
    return table;
  }
}

/** All our keys are strings. */
function keyAttributes(key: KeySchema): { partitionKey: Attribute; sortKey?: Attribute } {
  const attribute = (name: string): Attribute => ({ name, type: AttributeType.STRING });
  return {
    partitionKey: attribute(key.partition),
    ...(key.sort === undefined ? {} : { sortKey: attribute(key.sort) }),
  };
}
