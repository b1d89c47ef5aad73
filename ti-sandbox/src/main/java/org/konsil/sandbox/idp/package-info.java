/**
 * Plays the TI's identity provider for cards: signed discovery, challenge, encrypted answers, with
 * keys of the sandbox's TI; and can be made to do each step wrongly.
 *
 * <p>Knows nothing of servers or of the product.
 */
package org.konsil.sandbox.idp;
