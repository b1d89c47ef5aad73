/**
 * The TI-Konnektor as the application sees it: whether it answers, its cards and terminals, and
 * what it reports. A check a minute asks it; events of cards trigger one at once; pages read what
 * the last check found.
 *
 * <p>Called by the administration's pages through {@code KonnektorService}. Patients' cards never
 * pass this package. SOAP and CETP are the connector's business ({@code org.konsil.jca}); signing
 * in with cards is another capability.
 */
package org.konsil.konnektor;
