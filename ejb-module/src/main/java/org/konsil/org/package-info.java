/**
 * What the administrators of a domain do and see: accounts, devices, reports, support contacts; and
 * the accounts of the demo. Called by the console and by the administration operations of the
 * client-server API. Every act is of the administrator's own domain and writes an audit row.
 */
package org.konsil.org;
