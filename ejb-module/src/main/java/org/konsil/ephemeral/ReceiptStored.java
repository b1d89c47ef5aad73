package org.konsil.ephemeral;

/**
 * CDI event, in the transaction: a user, of ours or of another server, has read up to an event. Of
 * private receipts only the user's own side may be told.
 */
public record ReceiptStored(Receipt receipt) {}
