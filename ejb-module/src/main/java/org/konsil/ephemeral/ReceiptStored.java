package org.konsil.ephemeral;

/** CDI event, in the transaction: a user of ours has read up to an event, and all may know. */
public record ReceiptStored(Receipt receipt) {}
