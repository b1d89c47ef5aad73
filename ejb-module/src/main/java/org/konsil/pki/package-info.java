/**
 * The telematics infrastructure's signatures: JWS on brainpoolP256r1 and P-256, certificate paths
 * to configured roots, and whether a certificate is revoked. Called by the capabilities that
 * receive signed documents or tokens of the TI; knows nothing of what is in them. Blocks on OCSP,
 * so it is called outside transactions.
 */
package org.konsil.pki;
