import type { Rule } from '../review/rule.ts';
import { composeInvalid } from './compose-invalid.ts';
import { contractInvalid } from './contract-invalid.ts';
import { contractUnknownService } from './contract-unknown-service.ts';
import { danglingLink } from './dangling-link.ts';
import { decisionOption } from './decision-option.ts';
import { duplicateId } from './duplicate-id.ts';
import { escalation } from './escalation.ts';
import { eventName } from './event-name.ts';
import { eventWithoutConsumer } from './event-without-consumer.ts';
import { eventWithoutProducer } from './event-without-producer.ts';
import { foreignRead } from './foreign-read.ts';
import { kubernetesInvalid } from './kubernetes-invalid.ts';
import { mermaidInvalid } from './mermaid-invalid.ts';
import { missingDeliverable } from './missing-deliverable.ts';
import { missingSection } from './missing-section.ts';
import { noContract } from './no-contract.ts';
import { noOwner } from './no-owner.ts';
import { numberMismatch } from './number-mismatch.ts';
import { optionsCount } from './options-count.ts';
import { portConflict } from './port-conflict.ts';
import { reversedLink } from './reversed-link.ts';
import { sharedDatabase } from './shared-database.ts';
import { sharedOwnership } from './shared-ownership.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { syncChain } from './sync-chain.ts';
import { syncCycle } from './sync-cycle.ts';
import { unknownContext } from './unknown-context.ts';
import { unknownOperation } from './unknown-operation.ts';
import { unreachable } from './unreachable.ts';
import { unusedNode } from './unused-node.ts';

/** Every rule there is: first what the document refers to, then its format, its structure and its texts. */
export const RULES: readonly Rule[] = [
  danglingLink,
  duplicateId,
  unknownContext,
  contractUnknownService,
  contractInvalid,
  missingSection,
  optionsCount,
  missingDeliverable,
  sharedDatabase,
  sharedOwnership,
  noOwner,
  foreignRead,
  syncCycle,
  syncChain,
  reversedLink,
  unreachable,
  unusedNode,
  singlePointOfFailure,
  portConflict,
  eventName,
  eventWithoutProducer,
  eventWithoutConsumer,
  noContract,
  unknownOperation,
  composeInvalid,
  kubernetesInvalid,
  mermaidInvalid,
  decisionOption,
  escalation,
  numberMismatch,
];
