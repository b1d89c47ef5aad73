/**
 * Proof of an organisation by KIM (AF_10103): who can read what is sent to the KIM address that the
 * national directory lists for a Telematik-ID acts for that organisation. The portal of the
 * registration service asks for it; accounts and services belong to {@link
 * org.konsil.registration}.
 */
package org.konsil.kim;
