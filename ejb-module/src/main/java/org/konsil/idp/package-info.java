/**
 * Login of an institution with its card at the TI's identity provider (gemSpec_IDP, AF_10103):
 * authorisation code with PKCE, a challenge that the card signs through the Konnektor, encrypted
 * answers, and all checks of what comes back.
 *
 * <p>Called by the registration service. Blocks on the provider and the Konnektor, so it is called
 * outside transactions. Who may then do what does not belong here.
 */
package org.konsil.idp;
