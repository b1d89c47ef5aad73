package org.konsil.account;

import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * CDI event, fired in the transaction that ends tokens or changes what an account may do. Observe
 * it {@code AFTER_SUCCESS} to close what a token has opened; ask {@link
 * AccessTokenService#isActive} which of them are over.
 *
 * @param deviceId the device whose tokens ended; empty when the whole account is concerned
 */
public record TokensRevoked(UserId user, Optional<String> deviceId) {}
