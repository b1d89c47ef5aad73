/**
 * What calls need from the server: whether a domain has them at all, and credentials of the TURN
 * server that carries their media. Calls themselves are encrypted events between devices and none
 * of this package's business.
 */
package org.konsil.voip;
