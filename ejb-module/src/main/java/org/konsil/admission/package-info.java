/**
 * What each caller is counted as before anything is done for it: a user and its domain, an address,
 * another server, a sender of events. Every door asks here first.
 */
package org.konsil.admission;
