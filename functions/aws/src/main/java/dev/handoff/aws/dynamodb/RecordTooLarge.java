package dev.handoff.aws.dynamodb;

/** A cluster's record has outgrown what one DynamoDB item can hold; nothing was written. */
public final class RecordTooLarge extends RuntimeException {

  RecordTooLarge(String cluster, int bytes) {
    super(
        "the record of cluster "
            + cluster
            + " has "
            + bytes
            + " bytes, and a DynamoDB item ends at "
            + Tables.MAX_ITEM_BYTES
            + "; split the cluster into smaller ones");
  }
}
