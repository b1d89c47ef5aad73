/**
 * The registration service: organisations that proved by card who they are (AF_10103), the accounts
 * of their administrators with a second factor, what they accepted, and the messenger services they
 * order and give up (AF_10060), which go into the federation and leave it.
 *
 * <p>Called by the portal. Not here: what happens inside a messenger service, which is its
 * administrators' (org), and the login itself (idp).
 */
package org.konsil.registration;
