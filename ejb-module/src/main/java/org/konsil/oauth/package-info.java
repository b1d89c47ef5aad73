/**
 * The OAuth 2.0 API of the specification, beside the legacy log-in: clients that register
 * themselves, the authorization code and device authorization grants, tokens, and what users do to
 * their account on our pages. Called by the doors alone. Passwords, tokens and devices themselves
 * are kept by {@link org.konsil.account} and {@link org.konsil.device}.
 *
 * <p>Offered under both policies: gematik has announced Matrix v1.15, whose services offer this API
 * and the legacy log-in (GSC327). Under TI-M nothing else differs, since both lead to the same
 * check of the same password, the same devices and the same short-lived tokens (A_25394, A_25458).
 */
package org.konsil.oauth;
