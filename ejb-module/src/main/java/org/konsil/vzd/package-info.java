/**
 * The national directory of the telematics infrastructure (VZD-FHIR directory) as users search it:
 * organisations and practitioners, and how to reach them by TI-M. Called by the interface that the
 * pages use. Calls block on the network and happen outside transactions; nothing found is stored,
 * only that entries were changed from here.
 */
package org.konsil.vzd;
