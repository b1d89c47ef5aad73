package org.konsil.account;

import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that makes the account.
 *
 * @param displayName what the account is called from the start
 */
public record AccountCreated(UserId user, Optional<String> displayName) {}
