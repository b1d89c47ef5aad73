/**
 * The REST interfaces that gematik prescribes for a TI-M service beside Matrix: tim-information and
 * the clients' report. Called by clients; what they tell and store is decided in the services.
 */
package org.konsil.web.tim;
