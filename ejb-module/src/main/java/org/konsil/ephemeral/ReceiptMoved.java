package org.konsil.ephemeral;

/**
 * A receipt was stored in this transaction; push counts follow.
 *
 * @param receipt what was stored
 * @param eventPosition the stream position of the event that was read
 */
public record ReceiptMoved(Receipt receipt, long eventPosition) {}
