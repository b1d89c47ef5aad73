/**
 * Who belongs to the federation of TI-Messenger: the signed list that the VZD-FHIR directory
 * publishes, fetched, verified and kept. Asked by policy and by the pages of administrators. What
 * follows from membership is decided in policy, not here. Fetching blocks and never happens within
 * a transaction.
 */
package org.konsil.federationlist;
