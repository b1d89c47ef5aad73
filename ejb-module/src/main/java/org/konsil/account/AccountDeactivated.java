package org.konsil.account;

import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that ends the account; its devices are already
 * gone. Observers leave rooms, drop pushers and take the account out of directories.
 *
 * @param erase whether content is to be hidden from later readers
 */
public record AccountDeactivated(UserId user, boolean erase) {}
