package org.konsil.federation;

import org.konsil.core.signing.VerifyKey;

/**
 * A key and how long it is good for.
 *
 * @param validUntil milliseconds; what was signed later is not accepted
 * @param current false for a key that only proves old events
 */
record KeyValidity(VerifyKey key, long validUntil, boolean current) {}
