/**
 * A make-believe certification authority: TLS identities on P-256, which every JDK can use, and
 * card certificates on brainpoolP256r1, as real cards have them.
 *
 * <p>Called by the other packages of the sandbox and by tests. Nothing here is trusted by anybody
 * but the sandbox's own peers.
 */
package org.konsil.sandbox.pki;
